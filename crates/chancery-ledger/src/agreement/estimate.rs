//! A figure with its interval.

use schemars::JsonSchema;
use serde::Serialize;

/// The 0.975 quantile of the standard normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// A figure estimated from units.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Estimate {
    /// The figure: 1 is perfect agreement; for the coefficients that correct for chance 0 is what chance gives.
    pub value: f64,
    /// Its 95 % confidence interval; absent where there are too few units to say.
    pub interval: Option<Interval>,
}

/// A 95 % confidence interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// The normal interval about a coefficient, within −1 and 1.
    pub(super) fn normal(value: f64, variance: f64) -> Self {
        let reach = Z * variance.max(0.0).sqrt();
        Self { low: (value - reach).max(-1.0), high: (value + reach).min(1.0) }
    }

    /// The score interval of a share out of `units` (Wilson 1927, Journal of the American Statistical Association 22:209-212).
    pub(super) fn wilson(share: f64, units: usize) -> Self {
        let n = units as f64;
        let square = Z * Z;
        let middle = share + square / (2.0 * n);
        let reach = Z * (share * (1.0 - share) / n + square / (4.0 * n * n)).max(0.0).sqrt();
        let whole = 1.0 + square / n;
        Self { low: ((middle - reach) / whole).max(0.0), high: ((middle + reach) / whole).min(1.0) }
    }
}
