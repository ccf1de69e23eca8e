//! What the environment says of a connection, in a process of its own.

use std::{path::Path, process::Output};

use spark_connect_core::proto::spark::connect::UserContext;
use spark_connect_tests::{
    scripted::{Call, Script, ScriptedServer},
    tls::{Authority, Gateway},
};
use tokio::process::Command;

use crate::{behind, ten_rows};

/// Connects in a process with only these variables.
async fn connect(variables: &[(&str, &str)], arguments: &[&Path]) -> Output {
    let program = env!("CARGO_BIN_EXE_environment");
    let mut command = Command::new(program);
    command.args(arguments).env_clear().envs(variables.iter().copied());
    command.output().await.expect("the program runs")
}

/// What the server is told of who connects.
async fn told(
    server: &ScriptedServer,
    parameters: &str,
    variables: &[(&str, &str)],
) -> (UserContext, String, Option<String>) {
    let remote = format!("sc://localhost:{}{parameters}", server.address().port());
    let variables: Vec<_> = [("SPARK_REMOTE", remote.as_str())].iter().chain(variables).copied().collect();
    let before = server.calls().len();
    let output = connect(&variables, &[]).await;
    assert!(output.status.success(), "{output:?}");
    let first = server.calls().into_iter().nth(before);
    let Some(Call::Config(request)) = first else { panic!("{first:?}") };
    let token =
        server.headers()[before].get("authorization").map(|value| value.to_str().expect("text").to_owned());
    (request.user_context.expect("a user"), request.client_type.expect("an agent"), token)
}

#[tokio::test]
async fn the_variables() {
    let server = ScriptedServer::start(Script::default()).await;
    let all = [
        ("SPARK_CONNECT_AUTHENTICATE_TOKEN", "t"),
        ("SPARK_USER", "ada"),
        ("USER", "unix"),
        ("SPARK_CONNECT_USER_AGENT", "app/1"),
    ];
    let (user, agent, token) = told(&server, "", &all).await;
    assert_eq!((user.user_id.as_str(), user.user_name.as_str()), ("ada", "ada"));
    assert!(agent.starts_with("app/1 spark-connect-core/"), "{agent}");
    assert_eq!(token.as_deref(), Some("Bearer t"));

    // What the address says counts more.
    let parameters = "/;user_id=me;token=own;user_agent=mine/2";
    let (user, agent, token) = told(&server, parameters, &all).await;
    assert_eq!(user.user_id, "me");
    assert!(agent.starts_with("mine/2 "), "{agent}");
    assert_eq!(token.as_deref(), Some("Bearer own"));

    // An empty variable says nothing.
    let empty = [("SPARK_CONNECT_AUTHENTICATE_TOKEN", ""), ("SPARK_USER", ""), ("USER", "unix")];
    let (user, agent, token) = told(&server, "", &empty).await;
    assert_eq!(user.user_id, "unix");
    assert!(agent.starts_with("_SPARK_CONNECT_RUST "), "{agent}");
    assert_eq!(token, None);

    let (user, ..) = told(&server, "", &[]).await;
    assert_eq!(user.user_id, "");
}

#[tokio::test]
async fn mistakes_in_the_variables() {
    let rows = [
        ("spark://host", "starts with `sc://`"),
        ("sc://host/;token=s3cret;use_ssl=maybe", "`use_ssl` is `true` or `false`"),
        ("sc://me:s3cret@host", "holds no user or password"),
    ];
    for (remote, expected) in rows {
        let output = connect(&[("SPARK_REMOTE", remote)], &[]).await;
        let text = String::from_utf8(output.stdout).expect("text");
        assert!(!output.status.success() && text.contains(expected) && !text.contains("s3cret"), "{text}");
    }
}

/// A token does not leave this machine in the clear because it comes from the environment.
#[tokio::test]
async fn a_token_of_the_environment_implies_tls() {
    let server = ScriptedServer::start(Script::default()).await;
    let remote = server.remote();
    let variables = [("SPARK_REMOTE", remote.as_str()), ("SPARK_CONNECT_AUTHENTICATE_TOKEN", "s3cret")];
    let output = connect(&variables, &[]).await;
    let text = String::from_utf8(output.stdout).expect("text");
    assert!(text.contains("the server does not speak TLS") && !text.contains("s3cret"), "{text}");
    assert_eq!(server.headers().len(), 0);
}

/// `SSL_CERT_FILE` names the system's root certificates.
#[tokio::test]
async fn the_system_s_root_certificates() {
    let authority = Authority::new("test");
    let gateway = Gateway::new(authority.certificate(&["localhost"]));
    let (_server, gateway) = behind(gateway, ten_rows()).await;
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path
    };
    let (own, none) = (file("own.pem", &authority.pem()), file("none.pem", ""));
    let other = file("other.pem", &Authority::new("other").pem());
    let remote = format!("sc://localhost:{}/;use_ssl=true", gateway.port());
    let with = |roots: &Path, arguments: Vec<std::path::PathBuf>| {
        let (remote, roots) = (remote.clone(), roots.display().to_string());
        async move {
            let variables = [("SPARK_REMOTE", remote.as_str()), ("SSL_CERT_FILE", roots.as_str())];
            let arguments: Vec<&Path> = arguments.iter().map(AsRef::as_ref).collect();
            String::from_utf8(connect(&variables, &arguments).await.stdout).expect("text")
        }
    };
    assert_eq!(with(&own, vec![]).await, "connected\n");
    let text = with(&other, vec![]).await;
    assert!(text.contains("not signed by an authority that is trusted here"), "{text}");
    assert_eq!(with(&other, vec![own.clone()]).await, "connected\n");
    // A small container has none at all: one's own is enough.
    let text = with(&none, vec![]).await;
    assert!(text.contains("this system has no root certificates"), "{text}");
    assert_eq!(with(&none, vec![own]).await, "connected\n");
}
