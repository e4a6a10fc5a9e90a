//! Drawings of made-up networks.
