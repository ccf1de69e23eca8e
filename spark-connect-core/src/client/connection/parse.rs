//! From a connection string to a [`Connection`].

use std::{str::FromStr, time::Duration};

use percent_encoding::percent_decode_str;
use uuid::Uuid;

use super::{Connection, invalid};
use crate::error::{Error, Result};

/// The port of a Spark Connect server that is not told otherwise.
const DEFAULT_PORT: u16 = 15002;

/// The keys that are not sent as headers.
const KEYS: [&str; 10] = [
    "token",
    "use_ssl",
    "user_id",
    "user_agent",
    "session_id",
    "grpc_max_message_size",
    "grpc_keepalive_enabled",
    "grpc_keepalive_time_ms",
    "grpc_keepalive_timeout_ms",
    "grpc_keepalive_without_calls",
];

/// Whether a parameter of this name is not sent as a header.
pub(super) fn is_key(name: &str) -> bool {
    KEYS.contains(&name)
}

impl FromStr for Connection {
    type Err = Error;

    /// Parses a connection string; the messages never contain the value of a parameter that may be a secret.
    fn from_str(text: &str) -> Result<Self> {
        let Some(rest) = text.trim().strip_prefix("sc://") else {
            return Err(invalid(
                "a connection string starts with `sc://`, for example `sc://localhost:15002`; write `local` or `sail` \
                 for a server on this machine",
            ));
        };
        let authority_end = rest.find(['/', ';', '?', '#']).unwrap_or(rest.len());
        let (authority, rest) = rest.split_at(authority_end);
        let mut connection = parse_authority(authority)?;
        let parameters = match rest.split_once(';') {
            _ if rest.contains(['?', '#']) && !rest.contains(';') => {
                return Err(invalid("parameters follow `/;`, not `?` or `#`: `sc://host/;key=value`"));
            }
            Some(("" | "/", parameters)) => parameters,
            None if matches!(rest, "" | "/") => "",
            Some((path, _)) => return Err(invalid_path(path)),
            None => return Err(invalid_path(rest)),
        };
        // Spark's clients differ on a trailing `;`: an empty parameter says nothing, so it is skipped.
        for (index, parameter) in parameters.split(';').enumerate() {
            if parameter.is_empty() {
                continue;
            }
            // Split at the first `=`: a base64 token may end in more of them.
            let Some((key, value)) = parameter.split_once('=') else {
                let name = match is_key(parameter) {
                    true => format!("the parameter `{parameter}`"),
                    // Not shown: it may be a piece of a token that contains a `;`.
                    false => format!("the parameter number {}", index + 1),
                };
                let advice =
                    "parameters are `key=value`, separated by `;`, and a `;` in a value is written `%3B`";
                return Err(invalid(format!("{name} has no value: {advice}")));
            };
            if key.is_empty() {
                return Err(invalid("a parameter has no name: parameters are `key=value`, separated by `;`"));
            }
            let value = percent_decode_str(value).decode_utf8().map_err(|_| {
                invalid(format!("the value of the parameter `{key}` is not UTF-8 after percent-decoding"))
            })?;
            connection = connection.set(key, value.into_owned())?;
        }
        Ok(connection)
    }
}

fn parse_authority(authority: &str) -> Result<Connection> {
    if authority.contains('@') {
        return Err(invalid(
            "a connection string holds no user or password: use the parameters `user_id` and `token`",
        ));
    }
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => {
            let (address, port) = rest
                .split_once(']')
                .ok_or_else(|| invalid("the `[` of the IPv6 address is not closed by a `]`"))?;
            if address.parse::<std::net::Ipv6Addr>().is_err() {
                return Err(invalid(format!("`{}` is not an IPv6 address", shown(address))));
            }
            match port.strip_prefix(':') {
                None if port.is_empty() => (format!("[{address}]"), None),
                Some(port) => (format!("[{address}]"), Some(port)),
                None => return Err(invalid("only `:PORT` may follow the `]` of an IPv6 address")),
            }
        }
        None if authority.matches(':').count() > 1 => {
            return Err(invalid(format!(
                "an IPv6 address stands in brackets: `sc://[{}]:15002`",
                shown(authority)
            )));
        }
        None => match authority.split_once(':') {
            Some((host, port)) => (host.to_owned(), Some(port)),
            None => (authority.to_owned(), None),
        },
    };
    if host.is_empty() {
        return Err(invalid("the host is missing: `sc://host:15002`"));
    }
    let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '[' | ']' | ':');
    if !host.chars().all(legal) {
        return Err(invalid(format!("`{}` is not a host name", shown(&host))));
    }
    let port = match port {
        None => DEFAULT_PORT,
        Some(port) => match port.parse::<u16>() {
            Ok(number) if number > 0 => number,
            _ => {
                let port = shown(port);
                return Err(invalid(format!("`{port}` is not a port: ports are numbers from 1 to 65535")));
            }
        },
    };
    Ok(Connection::new(host, port))
}

impl Connection {
    fn set(mut self, key: &str, value: String) -> Result<Self> {
        match key {
            "token" if value.is_empty() => return Err(invalid("the parameter `token` has no value")),
            "token" => return Ok(self.token(value)),
            "use_ssl" => self.use_ssl = parse_bool(key, &value)?,
            "user_id" => self.user_id = Some(value).filter(|value| !value.is_empty()),
            "user_agent" => self.user_agent = Some(value).filter(|value| !value.is_empty()),
            "session_id" => {
                let id = Uuid::parse_str(&value).map_err(|_| {
                    invalid(format!("the parameter `session_id` is not a UUID: `{}`", shown(&value)))
                })?;
                self.session_id = Some(id);
            }
            "grpc_max_message_size" => self.max_message_size = parse_positive(key, &value)?,
            "grpc_keepalive_enabled" => self.keepalive.enabled = parse_bool(key, &value)?,
            "grpc_keepalive_time_ms" => self.keepalive.time = parse_millis(key, &value)?,
            "grpc_keepalive_timeout_ms" => self.keepalive.timeout = parse_millis(key, &value)?,
            "grpc_keepalive_without_calls" => self.keepalive.without_calls = parse_bool(key, &value)?,
            _ => return self.header(key, value),
        }
        Ok(self)
    }
}

fn parse_bool(key: &str, value: &str) -> Result<bool> {
    match value.to_ascii_lowercase().as_str() {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(invalid(format!("the parameter `{key}` is `true` or `false`, not `{}`", shown(value)))),
    }
}

fn parse_positive<T: FromStr + Default + PartialEq>(key: &str, value: &str) -> Result<T> {
    match value.parse::<T>() {
        Ok(number) if number != T::default() => Ok(number),
        _ => Err(invalid(format!("the parameter `{key}` is a positive number, not `{}`", shown(value)))),
    }
}

fn parse_millis(key: &str, value: &str) -> Result<Duration> {
    parse_positive(key, value).map(Duration::from_millis)
}

fn invalid_path(path: &str) -> Error {
    invalid(format!("a connection string has no path, only parameters after `/;`: remove `{}`", shown(path)))
}

/// A piece of a connection string as messages show it: what follows a `=` may be a secret that went astray.
fn shown(text: &str) -> String {
    match text.split_once('=') {
        Some((before, _)) => format!("{before}=..."),
        None => text.to_owned(),
    }
}
