//! What a server's settings say of how long, and whether, it keeps operations for a client that comes back.

use std::time::Duration;

use super::Client;
use crate::proto::spark::connect::{ConfigResponse, config_request as config};

/// How long Spark keeps an operation that nobody is attached to, unless it is configured otherwise.
const DETACHED_TIMEOUT: Duration = Duration::from_secs(300);

const DETACHED_TIMEOUT_KEY: &str = "spark.connect.execute.manager.detachedTimeout";
const REATTACHABLE_KEY: &str = "spark.connect.execute.reattachable.enabled";

/// What a server does with operations whose client is away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Limits {
    /// How long an operation is kept that nobody is attached to.
    pub(super) detached_timeout: Duration,
    /// Whether a client can come back at all.
    pub(super) reattachable: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self { detached_timeout: DETACHED_TIMEOUT, reattachable: true }
    }
}

impl Client {
    /// The server's limits, which are asked for once for each session, when they are first needed.
    pub(super) async fn limits(&self) -> Limits {
        let ask = async || {
            let keys = [DETACHED_TIMEOUT_KEY, REATTACHABLE_KEY].map(str::to_owned).into();
            let question = config::operation::OpType::GetOption(config::GetOption { keys });
            // A server that does not know them, or does not answer, is taken for one with Spark's defaults.
            self.config(question).await.ok().map(|answer| read(&answer))
        };
        match self.0.limits.get_or_try_init(async || ask().await.ok_or(())).await {
            Ok(limits) => *limits,
            Err(()) => Limits::default(),
        }
    }

    /// The limits, if they have been asked for.
    pub(super) fn known_limits(&self) -> Option<Limits> {
        self.0.limits.get().copied()
    }
}

fn read(answer: &ConfigResponse) -> Limits {
    let value = |key| answer.pairs.iter().find(|pair| pair.key == key).and_then(|pair| pair.value.as_deref());
    Limits {
        detached_timeout: value(DETACHED_TIMEOUT_KEY).and_then(duration).unwrap_or(DETACHED_TIMEOUT),
        reattachable: value(REATTACHABLE_KEY) != Some("false"),
    }
}

/// Reads a time as Spark writes it, such as `5m`, `300s` or `300000ms`; a number alone is in milliseconds.
fn duration(text: &str) -> Option<Duration> {
    let text = text.trim().to_ascii_lowercase();
    let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
    let number: u64 = number.parse().ok()?;
    let seconds = |each: u64| number.checked_mul(each).map(Duration::from_secs);
    match unit.trim() {
        "us" => Some(Duration::from_micros(number)),
        "" | "ms" => Some(Duration::from_millis(number)),
        "s" => seconds(1),
        "m" | "min" => seconds(60),
        "h" => seconds(60 * 60),
        "d" => seconds(24 * 60 * 60),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proto::spark::connect::KeyValue;

    #[test]
    fn times_as_spark_writes_them() {
        let seconds = |text| duration(text).map(|time| time.as_secs_f64());
        let cases = [
            ("5m", 300.0),
            ("5min", 300.0),
            ("300000ms", 300.0),
            ("1500", 1.5),
            ("7 S", 7.0),
            ("2h", 7200.0),
        ];
        for (text, expected) in cases {
            assert_eq!(seconds(text), Some(expected), "{text}");
        }
        for text in ["", "m", "-1", "5 minutes", "1.5s", "99999999999999999999s", "18446744073709551615d"] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_not_told_is_spark_s_default() {
        let answer = |pairs: &[(&str, Option<&str>)]| ConfigResponse {
            pairs: pairs
                .iter()
                .map(|(key, value)| KeyValue { key: (*key).into(), value: value.map(str::to_owned) })
                .collect(),
            ..ConfigResponse::default()
        };
        assert_eq!(read(&answer(&[])), Limits::default());
        assert_eq!(
            read(&answer(&[(DETACHED_TIMEOUT_KEY, None), (REATTACHABLE_KEY, Some("true"))])),
            Limits::default()
        );
        let limits = read(&answer(&[(DETACHED_TIMEOUT_KEY, Some("30s")), (REATTACHABLE_KEY, Some("false"))]));
        assert_eq!(limits, Limits { detached_timeout: Duration::from_secs(30), reattachable: false });
    }
}
