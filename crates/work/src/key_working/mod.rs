//! Key working: one key worker, from acceptance until both agree to end it;
//! who covers for them; the team and the social worker who answer for somebody.

mod ahead;
mod around;
mod caseload;
mod contact;
mod cover;
mod falls_out;
mod goodbye;
mod handover;
mod my_day;
mod name_key_worker;
mod planned;
mod put_off;
mod responsible;
mod rhythm;
mod waiting;

pub use ahead::{Ahead, ahead};
pub use around::{TeamAround, TeamChange, team_around};
pub use caseload::{Caseloads, OneOfThem, TeamCaseload, WorkerCaseload, caseloads};
pub use contact::{
    CorrectingContact, LoggingContact, NOT_FROM_THE_LIST, correct_contact, in_touch, last_met, log_contact,
    who_else,
};
pub use cover::{NamingCover, end_cover, name_cover};
pub(crate) use cover::{cover_changed, longest, stream_of, wish_of};
pub(crate) use falls_out::falling_out;
pub(crate) use goodbye::goodbyes_of;
pub use goodbye::{CorrectingGoodbye, TellingGoodbye, correct_goodbye, tell_goodbye, who_leaves};
pub use handover::{
    CorrectingHandover, HandingOver, Handover, Written, correct_handover, hand_over, handover,
};
pub use my_day::{MyDay, PersonNews, PersonPlan, PersonTask, my_day};
pub use name_key_worker::{NamingKeyWorker, name_key_worker};
pub use planned::{
    ChangingPlan, PlanPage, Planning, PlanningContact, change_plan, open_plan, plan_contact, plan_page,
};
pub use put_off::{PuttingOff, put_off, task_of};
pub use responsible::{Change, name_social_worker, name_team};
pub use rhythm::{AgreeingRhythm, RhythmPage, agree_rhythm, rhythm_page};
pub use waiting::{CoverList, Gone, Waiting, cover_list, people_waiting};
