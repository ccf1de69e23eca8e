//! Names that were probably meant.

/// The name in `known` that `typed` was probably meant to be.
pub(super) fn closest<'a>(typed: &str, known: &[&'a str]) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let near = known.iter().map(|name| (edits(&typed, name), *name)).min()?;
    (near.0 <= 1 + typed.chars().count() / 3).then_some(near.1)
}

/// How many letters must be added, removed or replaced to make `b` of `a`.
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    // For the letters of `a` seen so far: the edits to each beginning of `b`.
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (seen, x) in a.chars().enumerate() {
        let mut left = seen + 1;
        let mut next = vec![left];
        for (y, (diagonal, above)) in b.iter().zip(row.iter().zip(row.iter().skip(1))) {
            left = (left + 1).min(above + 1).min(diagonal + usize::from(x != *y));
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}
