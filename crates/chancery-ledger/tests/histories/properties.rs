//! One workspace, whatever is done to it.

use chancery_ledger::Operation;
use chancery_ledger::operation::Undo;
use proptest::prelude::*;

use crate::common::{ALVA, fresh};
use crate::dump::{standing, whole};
use crate::steps::{Person, steps};

proptest! {
    #![proptest_config(crate::tries())]

    #[test]
    fn the_state_follows_from_the_log(steps in steps(40)) {
        let mut fresh = fresh();
        let mut person = Person { name: "Alva", second: 0 };
        for step in steps {
            person.take(&mut fresh.workspace, step);
        }
        let before = whole(&fresh.place);
        prop_assert_eq!(fresh.workspace.verify().expect("verified").damage, None);
        fresh.workspace.rebuild().expect("rebuilt");
        prop_assert_eq!(whole(&fresh.place), before);
    }

    #[test]
    fn what_is_undone_is_as_it_was(steps in steps(16)) {
        let mut fresh = fresh();
        let mut person = Person { name: "Alva", second: 0 };
        for step in steps {
            let before = standing(&fresh.place);
            if person.take(&mut fresh.workspace, step) {
                let last = fresh.workspace.head().expect("there").seq;
                let after = standing(&fresh.place);
                fresh.workspace.append(&ALVA, &Operation::Undo(Undo { operation: last })).expect("the last one is undone");
                prop_assert_eq!(standing(&fresh.place), before, "{:?}", step);
                fresh.workspace.append(&ALVA, &Operation::Undo(Undo { operation: last + 1 })).expect("and done again");
                prop_assert_eq!(standing(&fresh.place), after, "{:?}", step);
            }
        }
    }
}
