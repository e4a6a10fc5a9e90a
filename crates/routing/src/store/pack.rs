//! Small files one after the other: the length of a name, the name, the length of the bytes, the bytes.

/// The bytes of all.
#[must_use]
pub fn pack(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut all = Vec::new();
    for (name, bytes) in files {
        for part in [name.as_bytes(), bytes] {
            all.extend((part.len() as u64).to_le_bytes());
            all.extend_from_slice(part);
        }
    }
    all
}

/// What was packed; `None` where it was not packed so.
#[must_use]
pub fn unpack(mut bytes: &[u8]) -> Option<Vec<(&str, &[u8])>> {
    let mut part = || {
        let (length, rest) = bytes.split_at_checked(8)?;
        let length = usize::try_from(u64::from_le_bytes(length.try_into().ok()?)).ok()?;
        let (own, rest) = rest.split_at_checked(length)?;
        bytes = rest;
        Some((own, rest.is_empty()))
    };
    let mut files = Vec::new();
    loop {
        let (name, _) = part()?;
        let (own, last) = part()?;
        files.push((std::str::from_utf8(name).ok()?, own));
        if last {
            return Some(files);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out() {
        let files = [("a.csv".to_owned(), b"id\n".to_vec()), ("b".to_owned(), Vec::new())];
        let bytes = pack(&files);
        assert_eq!(unpack(&bytes), Some(vec![("a.csv", &b"id\n"[..]), ("b", &b""[..])]));
        assert!((0..bytes.len()).filter(|&at| at != 24).all(|at| unpack(&bytes[..at]).is_none()));
    }
}
