//! The figures of agreement, and the units they are made of.

mod oracle;
mod properties;
mod published;
mod report;
mod tables;
