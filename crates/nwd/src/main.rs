//! The program `nwd`: one file runs the service, brings in a council's files
//! and checks what is stored.

mod beside;
mod chance;
mod commands;
mod demo;
mod house;
mod settings;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
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

/// Says in a sentence what stood in the way.
fn say_why(sentence: &str) -> ExitCode {
    eprintln!("nwd: {sentence}");
    ExitCode::FAILURE
}
