//! A council begins: the printed link, the first administrator, the first worker.

use crate::demo::is_sound;
use crate::one_time_code::code;
use journeys::{Browser, Engine, Outcome, Page, Program, View};

const PASSWORD: &str = "three quiet harbours at dawn";

#[tokio::test]
async fn an_empty_installation_is_set_up_through_the_printed_link() -> Outcome {
    sets_up(Engine::Embedded).await
}

#[tokio::test]
async fn the_same_on_postgresql() -> Outcome {
    sets_up(Engine::Postgres).await
}

async fn sets_up(engine: Engine) -> Outcome {
    let browser = Browser::start().await?;
    let program = Program::serve(engine).await?;
    let link = program.prints("/set-up/").await?;
    let link = link[link.find("/set-up/").unwrap_or_default()..].trim().to_owned();

    let ada = browser.window(View::desktop(), program.address()).await?;
    ada.goes_to("/demo").await?;
    ada.is_headed("Page not found").await?;
    ada.goes_to(&link).await?;
    ada.is_headed("Set up No Wrong Door").await?;
    ada.presses("Set up the service").await?;
    ada.sees("There is a problem").await?;
    is_sound(&ada).await?;
    ada.types("Name of the council", "Ravensmere Council").await?;
    ada.types("Name of your first hub", "Lantern House").await?;
    ada.types("Your name", "Ada Quinn").await?;
    ada.types("Your e-mail address", "ada@ravensmere.example").await?;
    ada.types("Choose a password", PASSWORD).await?;
    ada.presses("Set up the service").await?;

    let (typed_key, recovery) = sets_up_second_step(&ada).await?;
    ada.presses("I have kept them, go on").await?;
    ada.is_at("/staff").await?;
    ada.sees("Ravensmere Council").await?;
    ada.sees("Lantern House").await?;
    is_sound(&ada).await?;

    let stranger = browser.window(View::phone(), program.address()).await?;
    stranger.goes_to(&link).await?;
    stranger.is_headed("This link does not work").await?;
    is_sound(&stranger).await?;

    let join = invites(&ada).await?;
    joins(&stranger, &join).await?;
    comes_back(&ada, &typed_key, &recovery).await
}

/// Types the key into an app and the app's code into the page; gives the key and one recovery code.
async fn sets_up_second_step(worker: &Page) -> Outcome<(String, String)> {
    worker.is_headed("Set up your second step").await?;
    is_sound(worker).await?;
    let key = worker.words_of("strong[translate=no]").await?.swap_remove(0);
    worker.types("Code from the app", "000000").await?;
    worker.presses("Set up second step").await?;
    worker.sees("There is a problem").await?;
    worker.types("Code from the app", &code(&key, now(worker).await?)).await?;
    worker.presses("Set up second step").await?;
    worker.is_headed("Keep these recovery codes").await?;
    is_sound(worker).await?;
    let recovery = worker.words_of("ol strong[translate=no]").await?.swap_remove(0);
    Ok((key, recovery))
}

/// The time, in whole seconds since 1970, by the clock of the worker's own device.
async fn now(worker: &Page) -> Outcome<u64> {
    Ok(worker.ask("return Math.floor(Date.now() / 1000)").await?.as_u64().unwrap_or_default())
}

/// Adds a post for a key worker and gives the path of the link that lets them in.
async fn invites(administrator: &Page) -> Outcome<String> {
    administrator.presses("Add a post").await?;
    administrator.types("Name of the worker", "Jonah Brightwater").await?;
    administrator.picks("Team", "Lantern House").await?;
    administrator.chooses("Key worker (outreach)").await?;
    let today = administrator
        .ask("const d = new Date(); return d.getDate() + ' ' + (d.getMonth() + 1) + ' ' + d.getFullYear()")
        .await?;
    administrator.types_day("First day", today.as_str().unwrap_or_default()).await?;
    is_sound(administrator).await?;
    administrator.presses("Add post").await?;
    administrator.sees("The post is added").await?;
    is_sound(administrator).await?;
    administrator.presses("Invite to sign in").await?;
    administrator.types("Their e-mail address", "jonah@ravensmere.example").await?;
    administrator.presses("Make the link").await?;
    administrator.is_headed("Give them this link").await?;
    is_sound(administrator).await?;
    let link = administrator.words_of("strong[translate=no]").await?.swap_remove(0);
    Ok(link[link.find("/join/").unwrap_or_default()..].to_owned())
}

async fn joins(worker: &Page, link: &str) -> Outcome {
    worker.goes_to(link).await?;
    worker.is_headed("Welcome to No Wrong Door").await?;
    worker.sees("jonah@ravensmere.example").await?;
    is_sound(worker).await?;
    worker.types("Choose a password", "short").await?;
    worker.presses("Start").await?;
    worker.sees("There is a problem").await?;
    worker.types("Choose a password", PASSWORD).await?;
    worker.presses("Start").await?;
    worker.is_headed("Hello, Jonah").await?;
    is_sound(worker).await?;
    worker.presses("Sign out").await?;
    worker.sees("You have signed out").await?;
    worker.goes_to(link).await?;
    worker.is_headed("This link does not work").await
}

/// Signs in again: the code that was used is refused, a recovery code lets in, once.
async fn comes_back(administrator: &Page, key: &str, recovery: &str) -> Outcome {
    administrator.presses("Sign out").await?;
    administrator.sees("You have signed out").await?;
    administrator.types("E-mail address", "ada@ravensmere.example").await?;
    administrator.types("Password", PASSWORD).await?;
    administrator.presses("Sign in").await?;
    administrator.is_headed("Enter your code").await?;
    is_sound(administrator).await?;
    let wrong = if code(key, now(administrator).await?) == "123456" { "654321" } else { "123456" };
    administrator.types("Code", wrong).await?;
    administrator.presses("Sign in").await?;
    administrator.sees("There is a problem").await?;
    administrator.types("Code", recovery).await?;
    administrator.presses("Sign in").await?;
    administrator.is_headed("Hello, Ada").await?;
    administrator.had_no_script_errors().await
}
