//! Arrays of numbers, owned or in a mapped file.

#![allow(unsafe_code, reason = "the operating system's mapping is outside what the compiler can check")]

use std::fs::File;
use std::ops::{Deref, Range};
use std::sync::Arc;
use std::{fmt, io};

use bytemuck::{AnyBitPattern, NoUninit};

/// A file mapped into memory: a page is read when it is first used.
#[derive(Clone)]
pub(super) struct Mapping(Arc<memmap2::Mmap>);

impl Mapping {
    /// Maps a file for reading; fails on an empty file, a folder, a device.
    pub fn open(file: &File) -> io::Result<Self> {
        // SAFETY: the bytes are only read, every value of what is read from them is valid ([`AnyBitPattern`]), and
        // indices found in them are checked where they are used. A file that another program shortens while it is
        // mapped ends this one with a signal; a compiled file is replaced by renaming, never written in place.
        unsafe { memmap2::Mmap::map(file) }.map(|map| Self(Arc::new(map)))
    }

    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// An array of numbers, read as a slice.
pub struct Array<T>(Held<T>);

enum Held<T> {
    Own(Vec<T>),
    /// Bytes of a mapping that were checked to hold whole, aligned `T`.
    Mapped(Mapping, Range<usize>),
}

impl<T: AnyBitPattern + NoUninit> Array<T> {
    /// A part of a mapped file, given in bytes.
    ///
    /// `None` where that is not within the file, not aligned, or no whole number of `T`.
    pub(super) fn mapped(mapping: &Mapping, bytes: Range<usize>) -> Option<Self> {
        let part = mapping.bytes().get(bytes.clone())?;
        // Checked once, so that the cast of each later access cannot fail.
        bytemuck::try_cast_slice::<u8, T>(part).ok()?;
        Some(Self(Held::Mapped(mapping.clone(), bytes)))
    }

    /// Its bytes, in this machine's order.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        bytemuck::cast_slice(self)
    }
}

impl<T: AnyBitPattern + NoUninit> Deref for Array<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        match &self.0 {
            Held::Own(own) => own,
            Held::Mapped(mapping, bytes) => bytemuck::cast_slice(&mapping.bytes()[bytes.clone()]),
        }
    }
}

impl<T> From<Vec<T>> for Array<T> {
    fn from(own: Vec<T>) -> Self {
        Self(Held::Own(own))
    }
}

impl<T> FromIterator<T> for Array<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(Held::Own(items.into_iter().collect()))
    }
}

impl<T> Default for Array<T> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<T: Clone> Clone for Array<T> {
    fn clone(&self) -> Self {
        Self(match &self.0 {
            Held::Own(own) => Held::Own(own.clone()),
            // Shares the mapping; only numbers that are owned are copied.
            Held::Mapped(mapping, bytes) => Held::Mapped(mapping.clone(), bytes.clone()),
        })
    }
}

impl<T: AnyBitPattern + NoUninit + fmt::Debug> fmt::Debug for Array<T> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_list().entries(self.iter()).finish()
    }
}

impl<T: AnyBitPattern + NoUninit + PartialEq> PartialEq for Array<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}
