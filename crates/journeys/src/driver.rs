//! One chromedriver process on a port of its own.

use crate::trouble::{Outcome, Trouble};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const ANSWER: Duration = Duration::from_secs(5);
/// How often it is started at the most.
const STARTS: usize = 5;
const MARK: &str = "started successfully on port ";

/// A running chromedriver; it and every browser it opened end when this is dropped.
#[derive(Debug)]
pub(crate) struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    /// Starts chromedriver (`CHROMEDRIVER`, else the one on the path) on a free loopback port.
    pub(crate) fn start() -> Outcome<Self> {
        // It takes a free port on IPv4 and then the same one on IPv6, and ends where another program has that.
        for _ in 0..STARTS {
            if let Some(driver) = Self::start_once()? {
                return Ok(driver);
            }
        }
        Err(Trouble::Setting("chromedriver ended before it said which port it uses".into()))
    }

    /// None where it ended before it said its port.
    fn start_once() -> Outcome<Option<Self>> {
        let program = std::env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let mut child = Command::new(&program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| {
                let name = program.to_string_lossy();
                Trouble::Setting(format!("{name} did not start ({e}). Install chromium and chromium-driver."))
            })?;
        let announced = child.stdout.take().and_then(port_announced);
        let Some(port) = announced else {
            end(&mut child);
            return Ok(None);
        };
        Ok(Some(Self { child, port }))
    }

    /// Where the driver listens.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Asks the driver to close its browsers and itself; they would outlive a killed driver.
    fn shut_down(&self) -> std::io::Result<()> {
        let mut wire = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        wire.set_read_timeout(Some(ANSWER))?;
        wire.write_all(b"GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
        wire.read(&mut [0; 64]).map(|_| ())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let asked = Instant::now();
        if self.shut_down().is_ok() {
            while asked.elapsed() < ANSWER {
                if matches!(self.child.try_wait(), Ok(Some(_))) {
                    return;
                }
                std::thread::sleep(Duration::from_millis(20));
            }
        }
        end(&mut self.child);
    }
}

fn end(child: &mut Child) {
    // Already gone is as good as ended.
    let _ = child.kill();
    let _ = child.wait();
}

/// Reads until the driver names its port, then keeps the pipe drained so that it never blocks.
fn port_announced(output: impl Read + Send + 'static) -> Option<u16> {
    let mut lines = BufReader::new(output).lines().map_while(Result::ok);
    let port = lines.find_map(|line| port_in(&line))?;
    std::thread::spawn(move || lines.for_each(drop));
    Some(port)
}

fn port_in(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once(MARK)?;
    rest.trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::port_in;

    #[test]
    fn the_port_is_read_from_the_line_that_announces_it_and_no_other() {
        assert_eq!(port_in("ChromeDriver was started successfully on port 33871."), Some(33871));
        assert_eq!(port_in("Starting ChromeDriver 156.0 on port 0"), None);
    }
}
