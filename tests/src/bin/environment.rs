//! Connects as the environment says, and prints `connected` or the error: for the tests of the environment's variables,
//! which are those of a whole process.
//!
//! ```text
//! environment [CA]     CA is a file with the certificate of an authority to trust as well
//! ```

use std::{env, error::Error};

use spark_connect_core::{client::Tls, session::SparkSession};

#[tokio::main]
async fn main() {
    match run().await {
        Ok(()) => println!("connected"),
        Err(error) => {
            println!("error: {error}\n{error:?}");
            std::process::exit(1);
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let mut builder = SparkSession::builder();
    if let Some(path) = env::args().nth(1) {
        let tls = Tls::new().ca_certificate(std::fs::read(path)?);
        builder = builder.map_connection(move |connection| connection.tls_config(tls.clone()));
    }
    builder.connect().await?;
    Ok(())
}
