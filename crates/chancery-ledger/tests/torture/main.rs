//! What must not happen to a workspace, tried: processes are killed, disks fill up, bytes change, many write at once.
//!
//! `make torture` tries it longer: `CHANCERY_TORTURE` is how many processes are killed; twice as many bytes are changed, and
//! a thousand at least.

#[path = "../common/mod.rs"]
mod common;
#[path = "../histories/dump.rs"]
mod dump;

mod children;
mod disk;
mod flips;
mod kills;
mod places;
mod together;

/// How often something is tried: as often as the environment says, else a few times.
fn times(few: usize) -> usize {
    std::env::var("CHANCERY_TORTURE").ok().and_then(|text| text.parse().ok()).unwrap_or(few)
}

/// Numbers that look random and are the same every time.
struct Numbers(u64);

impl Numbers {
    /// The next one below a bound (splitmix64).
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }
}
