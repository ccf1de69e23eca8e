//! Messages that are sent again and again.

use std::sync::{
    OnceLock,
    atomic::{AtomicBool, Ordering},
};

use bytes::Bytes;

use super::Message;

/// Of a longer message the encoded form is not kept, nor of one that holds rows: beside what a server has to do with it,
/// encoding it costs little, and nobody expects it twice in memory.
const KEPT: usize = 256 * 1024;

/// The encoded form of a message, from the second time on that it is sent.
#[derive(Debug, Default)]
pub(super) struct Kept {
    sent: AtomicBool,
    full: OnceLock<Bytes>,
    /// Without call sites.
    bare: OnceLock<Bytes>,
}

impl Kept {
    fn form(&self, bare: bool) -> &OnceLock<Bytes> {
        if bare { &self.bare } else { &self.full }
    }
}

impl Message {
    /// Says that the message is sent now, alone or as a part of another one.
    pub(crate) fn sending(&self) {
        let Some(kept) = self.own().and_then(|own| own.kept.as_ref()) else { return };
        if self.local_bytes() > 0 || self.encoded_len() > KEPT {
            return;
        }
        if kept.sent.swap(true, Ordering::Relaxed) {
            kept.form(self.0.bare).get_or_init(|| self.to_bytes());
        }
    }

    /// The encoded form, if it was kept.
    pub(super) fn kept(&self, bare: bool) -> Option<&Bytes> {
        self.own()?.kept.as_ref()?.form(bare || self.0.bare).get()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{super::LocalData, CallSite, Operation};
    use super::*;

    fn plan() -> Message {
        let leaf = Message::builder().call_site(Operation::Col, CallSite::here()).string(1, "name").build();
        let body = (0..50).fold(Message::builder(), |body, _| body.child(2, &leaf));
        Message::builder().child(1, &body.build()).kept().build()
    }

    /// The bytes of the plan in a request around it.
    fn sent(plan: &Message) -> Bytes {
        plan.sending();
        Message::builder().int(7, 7).child(3, plan).build().to_bytes()
    }

    #[test]
    fn what_is_sent_again_is_encoded_once() {
        let plan = plan();
        let first = sent(&plan);
        assert!(plan.kept(false).is_none(), "most plans are sent once");
        let encoded = (0..3).map(|_| {
            assert_eq!(sent(&plan), first);
            plan.kept(false).unwrap().as_ptr()
        });
        let encoded: Vec<_> = encoded.collect();
        assert!(encoded.iter().all(|kept| *kept == encoded[0]));
        // Every form of the message knows, each its own.
        let bare = plan.without_call_sites();
        let (kept, fresh) = (sent(&bare), self::plan().without_call_sites());
        assert!(bare.kept(false).is_some_and(|bytes| bytes.len() == bare.encoded_len()));
        assert_eq!(kept, sent(&fresh));
        assert!(kept.len() < first.len());
        assert_eq!(sent(&plan), first);
        let around = Message::wrap(5, &plan).without_call_sites();
        assert_eq!(around.to_bytes(), Message::wrap(5, &fresh).to_bytes());
    }

    #[test]
    fn what_is_large_is_not_kept() {
        let rows = LocalData::new(Bytes::from(vec![1; 100]), vec![50, 50], "a INT").inline().build();
        let long = Message::builder().string(1, &"x".repeat(KEPT + 1)).build();
        for inner in [rows, long] {
            let plan = Message::builder().child(1, &inner).kept().build();
            assert_eq!((sent(&plan), plan.kept(false).is_none()), (sent(&plan), true));
        }
    }
}
