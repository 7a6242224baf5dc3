//! How far coders agree who coded the same accounts blind.
//!
//! Codings ([`Coding`]) of one account are aligned by the overlap of their spans into units; every unit gives each coder's
//! kind and fields as categories ([`Ratings`]), and a table of ratings gives the figures of the literature ([`figures`]):
//! percent agreement, Cohen's kappa, Krippendorff's alpha and Gwet's AC1, each with a 95 % interval, beside the prevalence
//! of every category without which none of them can be judged. [`agree`] does all of it and lists the disagreements.
//!
//! A figure that a table does not define (no unit with two ratings, no variation) is absent, never a number that is not one.
//! Left out: who coded, when, and what is decided about a disagreement.

mod ac1;
mod alpha;
mod estimate;
mod fields;
mod figures;
mod kappa;
mod ratings;
mod report;
mod units;

pub use ac1::gwet_ac1;
pub use alpha::{krippendorff_alpha, krippendorff_alpha_of_scores};
pub use estimate::{Estimate, Interval};
pub use figures::{Figures, Prevalence, figures, observed_agreement};
pub use kappa::cohen_kappa;
pub use ratings::{Ratings, RatingsError};
pub use report::{
    AccountTally, AgreementError, AgreementReport, Difference, Disagreement, FieldFigures, KindFigures, NO_ENTRY, Said, agree,
};
pub use units::{CodedEntry, Coding};
