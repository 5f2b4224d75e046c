//! A tiny site in the test's own process: what the library is tried against.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};

const POLICY: &str = "Content-Security-Policy: default-src 'none'; style-src 'nonce-n'; script-src 'nonce-n'; img-src data:; form-action 'self'";

/// Starts serving and gives the address. The thread ends with the test.
pub(crate) fn address() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a loopback port is free");
    let address =
        listener.local_addr().map(|at| format!("http://{at}")).expect("a bound listener has an address");
    std::thread::spawn(move || {
        for wire in listener.incoming().map_while(Result::ok) {
            std::thread::spawn(move || answer(wire));
        }
    });
    address
}

/// A browser that hangs up early is no fault of the site's, so errors end the answer quietly.
fn answer(wire: TcpStream) -> Option<()> {
    let mut request = BufReader::new(wire);
    let mut first = String::new();
    request.read_line(&mut first).ok()?;
    let mut length = 0;
    let mut cookie = String::new();
    loop {
        let mut line = String::new();
        request.read_line(&mut line).ok()?;
        let lower = line.to_lowercase();
        if let Some(value) = lower.strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
        if let Some(value) = lower.strip_prefix("cookie:") {
            cookie = value.trim().to_string();
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    request.read_exact(&mut body).ok()?;
    let path = first.split_whitespace().nth(1)?;
    let (status, html) = page(path, &String::from_utf8_lossy(&body), &cookie);
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n{POLICY}\r\n\
         Set-Cookie: been=here; HttpOnly\r\nConnection: close\r\n\r\n",
        html.len()
    );
    let wire = request.get_mut();
    wire.write_all(head.as_bytes()).ok()?;
    wire.write_all(html.as_bytes()).ok()
}

fn page(path: &str, body: &str, cookie: &str) -> (&'static str, String) {
    match path {
        "/" => ("200 OK", document("Start", START)),
        "/saved" if body.contains("name=Zo") => {
            ("200 OK", document("Saved", &format!("<h1>Saved</h1><p>{}</p>", escaped(body))))
        }
        "/saved" => ("422 Unprocessable Content", document("Error: Start", "<h1>There is a problem</h1>")),
        "/cookie" => ("200 OK", document("Cookie", &format!("<h1>Cookie</h1><p>Cookie: [{cookie}]</p>"))),
        "/unlabelled" => ("200 OK", document("Unlabelled", "<h1>No label</h1><input id=a>")),
        "/faint" => ("200 OK", document("Faint", "<h1>Faint</h1><p class=faint>Hard to read</p>")),
        "/wide" => ("200 OK", document("Wide", "<h1>Wide</h1><div class=wide>Far too wide</div>")),
        "/unseen-focus" => ("200 OK", document("Unseen", "<h1>Unseen</h1><a class=bare href=/>Home</a>")),
        "/covered-focus" => {
            ("200 OK", document("Covered", "<h1>Covered</h1><a href=/>Home</a><div class=lid>Lid</div>"))
        }
        "/nameless" => ("200 OK", document("Nameless", "<h1>Nameless</h1><button></button>")),
        "/twice" => ("200 OK", document("Twice", "<h1>Twice</h1><button>Save</button><button>Save</button>")),
        "/inline" => ("200 OK", document("Inline", "<h1>Inline</h1><script>1</script>")),
        "/throws" => (
            "200 OK",
            document("Throws", "<h1>Throws</h1><script nonce=n>throw new Error('planted')</script>"),
        ),
        "/nested" => ("200 OK", document("Nested", NESTED)),
        _ => ("404 Not Found", document("Not found", "<h1>Page not found</h1>")),
    }
}

fn document(title: &str, main: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title>\
         <meta name=viewport content='width=device-width, initial-scale=1'><link rel=icon href=data:,>\
         <style nonce=n>{STYLE}</style></head><body><main>{main}</main></body></html>"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

const STYLE: &str = "
    body { font: 19px sans-serif; margin: 16px; color: #111; background: #fff }
    a:focus, button:focus, input:focus, select:focus, summary:focus { outline: 3px solid #b35c00 }
    button, input, select { min-height: 30px; margin: 6px }
    a.bare:focus { outline: none }
    .faint { color: #ccc }
    .wide { width: 900px }
    .lid { position: fixed; inset: 0; background: #fff }
    .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden }
    .gone { display: none }
    @media print { nav { display: none } }
    @media screen { .sheet { display: none } }
";

const START: &str = r#"
    <nav><a href="/cookie">Cookie</a></nav>
    <h1>Who is it?</h1>
    <p class="sheet">Printed by Asha</p>
    <p id="scripts">Scripts are off</p>
    <script nonce="n">document.getElementById('scripts').textContent = 'Scripts are on'</script>
    <form method="post" action="/saved">
      <p><label for="name">Name they use</label> <input id="name" name="name" value="old"></p>
      <fieldset><legend><h2>Date of birth</h2></legend>
        <label for="b-day">Day</label> <input id="b-day" name="b-day">
      </fieldset>
      <fieldset><legend>Seen on</legend>
        <label for="s-day">Day</label> <input id="s-day" name="s-day">
        <input type="radio" name="how" id="how-1" value="home"> <label for="how-1">At home</label>
        <input type="radio" name="how" id="how-2" value="hub"> <label for="how-2">At the hub</label>
      </fieldset>
      <p><label for="team">Team</label> <select id="team" name="team"><option value="h">Harbour House</option>
        <option value="m">Moor View</option></select></p>
      <button>Save <span class="hidden">this person</span></button> <button class="gone">Save this person</button>
    </form>
    <details><summary>What is this?</summary><p>A form to try.</p></details>
"#;

const NESTED: &str = r#"
    <h1>People</h1>
    <section><h2>Alerts</h2><a href="/cookie">Change</a></section>
    <section><h2>Phones</h2><a href="/">Change</a></section>
    <table><caption>Team</caption><tr><th scope="row">Bo O'Neil</th><td><a href="/twice">Open</a></td></tr>
    <tr><th scope="row">Cy</th><td><a href="/wide">Open</a></td></tr></table>
    <dl><div><dt>Pronouns</dt><dd><a href="/faint">Edit</a></dd></div></dl>
"#;
