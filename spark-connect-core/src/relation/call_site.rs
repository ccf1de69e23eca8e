//! Where in the program an expression was built, which a server repeats when the expression fails.
//!
//! Functions that build an expression are `#[track_caller]` all the way down to [`CallSite::here`]. What this crate
//! builds for itself, and what it builds later than the call that asked for it, says so by [`hidden`] and
//! [`CallSite::scope`].

use std::{
    cell::{Cell, RefCell},
    panic::Location,
};

use super::message::Prefix;
use crate::proto::field::{expression_common, origin, python_origin};

/// A place in the program.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CallSite(Option<&'static Location<'static>>);

thread_local!(static SCOPE: Cell<Option<CallSite>> = const { Cell::new(None) });

impl CallSite {
    /// Where the function was called that is `#[track_caller]`, or what the scope around says.
    #[track_caller]
    pub(crate) fn here() -> Self {
        // No closure: its caller would be this line.
        match SCOPE.get() {
            Some(site) => site,
            None => Self(Some(Location::caller())),
        }
    }

    /// Runs `build`: whatever it builds was asked for at this place.
    pub(crate) fn scope<R>(self, build: impl FnOnce() -> R) -> R {
        struct Outer(Option<CallSite>);
        impl Drop for Outer {
            fn drop(&mut self) {
                SCOPE.set(self.0);
            }
        }
        let _outer = Outer(SCOPE.replace(Some(self)));
        build()
    }

    /// Writes the field `common` of an expression that comes from the operation `fragment`; nothing at no place.
    pub(super) fn encode(self, common: u32, fragment: &str, buf: &mut Vec<u8>) {
        let Some(location) = self.0 else { return };
        // One place may be that of several operations.
        let slot = std::ptr::from_ref(location).addr() / align_of::<Location<'_>>() + fragment.len();
        let written = RECENT.try_with(|recent| {
            let mut recent = recent.borrow_mut();
            let slot = recent.get_mut(slot % SLOTS)?;
            if !slot.as_ref().is_some_and(|recent| recent.is(location, common, fragment)) {
                let mut encoded = Vec::new();
                write(location, common, fragment, &mut encoded);
                *slot = Some(Recent { location, common, fragment: fragment.into(), encoded });
            }
            buf.extend_from_slice(&slot.as_ref()?.encoded);
            Some(())
        });
        if !matches!(written, Ok(Some(()))) {
            // The thread ends.
            write(location, common, fragment, buf);
        }
    }
}

/// How many call sites a thread remembers.
const SLOTS: usize = 16;

/// A call site that was written before: programs that build large plans come to the same places again and again.
struct Recent {
    location: &'static Location<'static>,
    common: u32,
    fragment: Box<str>,
    encoded: Vec<u8>,
}

impl Recent {
    fn is(&self, location: &'static Location<'static>, common: u32, fragment: &str) -> bool {
        std::ptr::eq(self.location, location) && self.common == common && *self.fragment == *fragment
    }
}

thread_local!(static RECENT: RefCell<[Option<Recent>; SLOTS]> = const { RefCell::new([const { None }; SLOTS]) });

/// Writes the field `common` of an expression that comes from the operation `fragment` at this place.
fn write(location: &Location<'_>, common: u32, fragment: &str, buf: &mut Vec<u8>) {
    // `file:line:column`, without a copy of it.
    let (line, column) = (Digits::of(location.line()), Digits::of(location.column()));
    let place = location.file().len() + line.bytes().len() + column.bytes().len() + 2;
    let text = Prefix::of(python_origin::FRAGMENT, fragment.len());
    let call = Prefix::of(python_origin::CALL_SITE, place);
    let origin = text.len() + fragment.len() + call.len() + place;
    let python = Prefix::of(origin::PYTHON_ORIGIN, origin);
    let function = Prefix::of(expression_common::ORIGIN, python.len() + origin);
    let whole = Prefix::of(common, function.len() + python.len() + origin);
    buf.reserve(whole.len() + function.len() + python.len() + origin);
    // Spark keeps the text of a Python program's call site as it is; a JVM's it would write as a Java stack frame.
    for prefix in [whole, function, python, text] {
        buf.extend_from_slice(prefix.bytes());
    }
    buf.extend_from_slice(fragment.as_bytes());
    buf.extend_from_slice(call.bytes());
    buf.extend_from_slice(location.file().as_bytes());
    for number in [line, column] {
        buf.push(b':');
        buf.extend_from_slice(number.bytes());
    }
}

/// A number in decimal digits.
struct Digits {
    /// The digits are at the end.
    digits: [u8; 10],
    len: usize,
}

impl Digits {
    fn of(mut number: u32) -> Self {
        let mut written = Self { digits: [b'0'; 10], len: 0 };
        for digit in written.digits.iter_mut().rev() {
            *digit = b'0' + (number % 10) as u8;
            written.len += 1;
            number /= 10;
            if number == 0 {
                break;
            }
        }
        written
    }

    fn bytes(&self) -> &[u8] {
        self.digits.get(self.digits.len() - self.len..).unwrap_or_default()
    }
}

/// Runs `build`: what it builds is not what the program called, so its place would tell nobody anything.
pub(crate) fn hidden<R>(build: impl FnOnce() -> R) -> R {
    CallSite(None).scope(build)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_written_the_same_every_time() {
        let site = CallSite::here();
        let written = |site: CallSite, common, fragment| {
            let mut buf = Vec::new();
            site.encode(common, fragment, &mut buf);
            buf
        };
        let first = written(site, 18, "col");
        assert!(String::from_utf8_lossy(&first).ends_with(&format!("{}:{}:20", file!(), line!() - 7)));
        let others: Vec<_> = (0..40).map(|common| written(CallSite::here(), common + 1, "upper")).collect();
        assert!(others.iter().all(|other| *other != first));
        assert_eq!(written(site, 18, "col"), first);
        assert_ne!(written(site, 18, "lit"), first);
        assert!(written(CallSite(None), 18, "col").is_empty());
    }

    #[test]
    fn numbers_are_written_in_digits() {
        for number in [0, 7, 10, 120, 4_294_967_295] {
            assert_eq!(Digits::of(number).bytes(), number.to_string().as_bytes());
        }
    }
}
