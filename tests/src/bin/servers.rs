//! Installs and starts servers from the command line: for `.ci/run`, and as the program that the tests of `local` kill.
//!
//! ```text
//! servers install                installs the servers of the tests and prints where each is
//! servers install REMOTE         the same for a server of `local[2]`, `sail`, or `any`
//! servers start REMOTE HOW       starts one, prints its process group and address, then ends as HOW says:
//!                                drop, exit, panic, or wait (for standard input to be closed)
//! ```

use std::{env, error::Error, io::Read};

use spark_connect_core::local::{LocalServer, LocalServerBuilder};
use spark_connect_tests::servers::Kind;

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if let Err(error) = run(&arguments).await {
        eprintln!("error: {error}");
        std::process::exit(1);
    }
}

async fn run(arguments: &[&str]) -> Result<(), Box<dyn Error>> {
    match *arguments {
        ["install"] => {
            for kind in Kind::ALL {
                println!("{}\t{}", kind.name(), kind.builder().install().await?.display());
            }
        }
        ["install", remote] => println!("{}", builder(remote)?.install().await?.display()),
        ["start", remote, how] => {
            let server = builder(remote)?.start().await?;
            println!("{} {}", server.process_group(), server.connection_string());
            match how {
                "drop" => drop(server),
                "exit" => std::process::exit(7),
                "panic" => panic!("as asked"),
                "wait" => drop(std::io::stdin().read_to_end(&mut Vec::new())),
                _ => return Err("unknown way to end".into()),
            }
        }
        _ => return Err("usage: servers install [REMOTE] | servers start REMOTE HOW".into()),
    }
    Ok(())
}

fn builder(remote: &str) -> Result<LocalServerBuilder, Box<dyn Error>> {
    match remote {
        "any" => Ok(LocalServer::builder()),
        "spark43" => Ok(Kind::Spark43.builder()),
        "spark40" => Ok(Kind::Spark40.builder()),
        "sail-test" => Ok(Kind::Sail.builder()),
        _ => LocalServer::from_remote(remote)?.ok_or_else(|| "not a local server".into()),
    }
}
