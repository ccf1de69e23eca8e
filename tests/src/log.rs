//! What the client tells an application's log.

use std::{
    fmt::{self, Write},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
    subscriber::DefaultGuard,
};

/// The spans and events of this thread's client since [`Log::start`], one line each.
#[derive(Debug)]
pub struct Log {
    lines: Arc<Mutex<Vec<String>>>,
    _guard: DefaultGuard,
}

impl Log {
    /// Starts to listen, on this thread: a test's runtime must have no other.
    pub fn start() -> Self {
        let lines = Arc::default();
        let collector = Collector { lines: Arc::clone(&lines), ids: AtomicU64::new(1) };
        let guard = tracing::subscriber::set_default(collector);
        // A place in the code that another thread comes to for the first time just now may have missed that there is
        // somebody who listens, and would stay silent.
        std::thread::sleep(Duration::from_millis(20));
        tracing::callsite::rebuild_interest_cache();
        Self { lines, _guard: guard }
    }

    /// All lines so far: the level, the name of a span or nothing, and the fields.
    pub fn lines(&self) -> Vec<String> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How many calls there were of this method of the service.
    pub fn calls(&self, method: &str) -> usize {
        let field = format!(" method={method:?}");
        self.lines().iter().filter(|line| line.starts_with("DEBUG rpc") && line.contains(&field)).count()
    }
}

struct Collector {
    lines: Arc<Mutex<Vec<String>>>,
    ids: AtomicU64,
}

impl Collector {
    fn write(&self, metadata: &Metadata<'_>, name: &str, record: impl FnOnce(&mut Line)) {
        if metadata.target().starts_with("spark_connect_core") {
            let mut line = Line(format!("{} {name}", metadata.level()));
            record(&mut line);
            self.lines.lock().unwrap_or_else(PoisonError::into_inner).push(line.0);
        }
    }
}

impl Subscriber for Collector {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.write(span.metadata(), span.metadata().name(), |line| span.record(line));
        Id::from_u64(self.ids.fetch_add(1, Ordering::Relaxed))
    }

    fn event(&self, event: &Event<'_>) {
        self.write(event.metadata(), "", |line| event.record(line));
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        // Writing to a string cannot fail.
        let _ = write!(self.0, " {}={value:?}", field.name());
    }
}
