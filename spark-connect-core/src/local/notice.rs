//! What a user is told while a server is found, installed and started.

use std::{fmt, io::Write};

/// One line on standard error. Starting programs and downloading hundreds of megabytes should not happen silently.
pub(super) fn say(message: fmt::Arguments<'_>) {
    // A closed standard error is no reason to fail.
    let _ = writeln!(std::io::stderr(), "spark-connect: {message}");
}
