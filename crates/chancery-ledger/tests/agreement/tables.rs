//! Tables of ratings for the tests.

use chancery_ledger::agreement::Ratings;

/// Units by coders: the place of the category given, or nothing.
pub type Rows = Vec<Vec<Option<u32>>>;

/// The table of `rows`.
pub fn ratings(rows: &Rows) -> Ratings {
    let coders = rows.first().map_or(0, Vec::len);
    let named: Vec<Vec<Option<String>>> =
        rows.iter().map(|row| row.iter().map(|rating| rating.map(|rating| rating.to_string())).collect()).collect();
    Ratings::new(coders, &named).expect("the rows are equally long")
}

/// The table of what each coder gave, one text for each, one character for each unit, `.` where there is none.
pub fn by_coder(coders: &[&str]) -> Ratings {
    let rows: Vec<Vec<char>> = coders.iter().map(|row| row.chars().collect()).collect();
    let rating = |rating: char| (rating != '.').then(|| rating.to_string());
    let units: Vec<Vec<Option<String>>> = (0..rows[0].len()).map(|unit| rows.iter().map(|row| rating(row[unit])).collect()).collect();
    Ratings::new(coders.len(), &units).expect("the rows are equally long")
}

/// The table of two coders out of how often each pair of categories was given: a row for each category of the first coder.
pub fn by_pair(counts: &[&[usize]]) -> Ratings {
    let mut units = Vec::new();
    for (first, row) in counts.iter().enumerate() {
        for (second, &count) in row.iter().enumerate() {
            units.extend(vec![vec![Some(first.to_string()), Some(second.to_string())]; count]);
        }
    }
    Ratings::new(2, &units).expect("all rows have two ratings")
}

/// Numbers that are the same in every run.
pub struct Numbers(pub u64);

impl Numbers {
    /// A number from 0 up to 1.
    pub fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        ((self.share() * bound as f64) as usize).min(bound - 1)
    }

    /// A table: `skew` draws the categories towards the first, `missing` is the share of ratings left out,
    /// `noise` the share that does not follow the unit.
    pub fn rows(&mut self, units: usize, coders: usize, categories: usize, skew: f64, missing: f64, noise: f64) -> Rows {
        let category = |numbers: &mut Self| (numbers.share().powf(skew) * categories as f64) as u32;
        let unit = |numbers: &mut Self| {
            let truth = category(numbers);
            let rating = |numbers: &mut Self| {
                let given = if numbers.share() < noise { category(numbers) } else { truth };
                (numbers.share() >= missing).then_some(given)
            };
            (0..coders).map(|_| rating(numbers)).collect()
        };
        (0..units).map(|_| unit(self)).collect()
    }
}
