//! The program `nwd`: one file runs the service, brings in a council's files
//! and checks what is stored.

mod beside;
mod chance;
mod commands;
mod demo;
mod house;
mod settings;

use clap::Parser;
use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    std::panic::set_hook(Box::new(say_where));
    let command = commands::Line::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return say_why(&format!("The program cannot start: {}.", error.kind())),
    };
    match runtime.block_on(commands::run(command)) {
        Ok(code) => code,
        Err(sentence) => say_why(&sentence),
    }
}

/// Says where a fault of the program ended something, and not in which words:
/// these may hold what somebody wrote.
fn say_where(fault: &std::panic::PanicHookInfo<'_>) {
    let place = fault.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
    complain(&format!("nwd: a fault of the program ended what was being done, at {place}."));
}

/// Says in a sentence what stood in the way.
fn say_why(sentence: &str) -> ExitCode {
    complain(&format!("nwd: {sentence}"));
    ExitCode::FAILURE
}

/// Writes to standard error, which somebody may have stopped reading: that ends nothing.
fn complain(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}
