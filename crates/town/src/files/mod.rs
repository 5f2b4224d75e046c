//! The files of a council: a folder of the return for each year, and
//! People.csv beside them.

mod people;
mod returns;

use crate::life::Life;
use crate::person::people as everybody;
use crate::plan::{Plan, folder};

/// Every file of the plan: path, with `/` between folder and name, and bytes.
/// Years come in order, People.csv last.
pub fn council_files(plan: Plan) -> Vec<(String, Vec<u8>)> {
    let residents = everybody(&plan);
    let lives: Vec<Life> = residents.iter().map(|person| Life::of(&plan, person)).collect();
    let mut years = plan.years.clone();
    years.sort_unstable();
    years.dedup();
    let mut files = Vec::new();
    for year in years {
        for (name, bytes) in returns::year(&plan, year, &residents, &lives) {
            files.push((format!("{}/{name}", folder(year)), bytes));
        }
    }
    if plan.people_csv {
        files.push(("People.csv".into(), people::people_csv(&plan, &residents, &lives)));
    }
    files
}
