//! What lives as long as a plan that needs it.

use std::{any::Any, fmt, sync::Arc};

/// Something that is dropped with the last plan that holds it. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Guard {
    held: Arc<dyn Any + Send + Sync>,
}

impl Guard {
    pub(crate) fn new(held: impl Any + Send + Sync) -> Self {
        Self { held: Arc::new(held) }
    }

    /// Whether both hold the same.
    pub(super) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.held, &other.held)
    }
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Guard")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    };

    use super::*;
    use crate::relation::{Message, Relation};

    /// Says when it is dropped.
    struct Alarm(Arc<AtomicBool>);

    impl Drop for Alarm {
        fn drop(&mut self) {
            self.0.store(true, Ordering::Relaxed);
        }
    }

    #[test]
    fn a_guard_lives_as_long_as_the_last_plan_on_it() {
        let rang = Arc::new(AtomicBool::new(false));
        let rings = || rang.load(Ordering::Relaxed);
        let leaf = Relation::builder(1).guard(Guard::new(Alarm(Arc::clone(&rang)))).build();
        let mut deep = Relation::builder(2).input(1, &leaf).build();
        for _ in 0..10_000 {
            deep = Relation::builder(2).input(1, &deep).input(2, &leaf).build();
        }
        let bare = deep.message().without_call_sites();
        let same = deep.message().replace_local(|_| None);
        let echoed = Relation::from_encoded(&[], &[deep.clone(), leaf.clone()]).unwrap();
        let again = Relation::from_encoded(&[], std::slice::from_ref(&echoed)).unwrap();
        assert_eq!((again.message().guards().len(), deep.message().guards().len()), (1, 1));
        drop((leaf, deep));
        assert!(!rings());
        drop((bare, same, echoed));
        assert!(!rings());
        drop(again);
        assert!(rings());
        assert!(Message::builder().build().guards().is_empty());
    }
}
