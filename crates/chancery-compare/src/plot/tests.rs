use chancery_model::Date;
use proptest::prelude::*;

use super::*;
use crate::wording::{Length, Period};

fn panel(counts: &[(usize, usize, usize)]) -> Panel {
    let first = Period::of(Date::new(2020, 1, 1).expect("a day"), Length::Year);
    let last = Period::of(Date::new(2019 + counts.len() as i16, 1, 1).expect("a day"), Length::Year);
    let cells = first.until(last).zip(counts).map(|(period, &(uses, accounts, of))| Cell { period: Some(period), uses, accounts, of });
    Panel { heading: "ALV".to_owned(), cells: cells.collect() }
}

#[test]
fn a_period_without_accounts_is_not_one_without_uses() {
    let panels = [panel(&[(3, 2, 4), (0, 0, 5), (0, 0, 0), (1, 1, 1)])];
    let drawn = text(&panels, 60);
    let lines: Vec<&str> = drawn.lines().collect();
    assert_eq!(lines[0], "ALV: 4 uses");
    assert_eq!(lines[1], "  2020 ███████████▌ 2 of 4 accounts (50%), 3 uses");
    assert_eq!(lines[2], "  2021 0 of 5");
    assert_eq!(lines[3], "  2022 no accounts");
    assert_eq!(lines[4], "  2023 ███████████████████████ 1 of 1 accounts (100%), 1 use");
    let picture = svg("“A & B”", &panels);
    assert!(picture.contains("2022: no accounts") && picture.contains("A &amp; B") && !picture.contains("<script"), "{picture}");
    assert!(
        picture
            .contains("<desc id=\"desc\">ALV, 4 uses. Accounts with a use, of all accounts: 2020 2 of 4; 2021 0 of 5; 2023 1 of 1.</desc>")
    );
}

proptest! {
    #[test]
    fn the_plots_tell_every_use(counts in prop::collection::vec((1usize..9, 1usize..4, 0usize..5), 1..12)) {
        let counts: Vec<_> = counts.into_iter().map(|(more, accounts, spare)| (accounts + more, accounts, accounts + spare)).collect();
        let panels = [panel(&counts)];
        let all: usize = counts.iter().map(|(uses, ..)| uses).sum();
        let told = |line: &str| line.rsplit_once(", ").and_then(|(_, uses)| uses.split(' ').next()?.parse::<usize>().ok()).unwrap_or_default();
        let drawn = text(&panels, 80);
        prop_assert_eq!(drawn.lines().skip(1).map(told).sum::<usize>(), all);
        let picture = svg("A", &panels);
        let told: usize = picture.lines().filter(|line| line.starts_with("<rect x")).filter_map(|line| Some(told(line.split("<title>").nth(1)?))).sum();
        prop_assert_eq!(told, all);
        prop_assert_eq!(picture.matches("<rect x").count(), counts.len());
    }
}
