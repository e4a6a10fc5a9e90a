//! Pages of made-up reports.
