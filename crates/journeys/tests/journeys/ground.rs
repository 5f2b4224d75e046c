//! A demonstration in which there is something on every page.

use crate::demo::{
    CARYS, DESMOND, Demo, ELLA, MARJORIE, PRIYANKA, SIOBHAN, TOBIAS, opens_story, pulls_in, sign_in_as,
    sign_in_with_password, writes_note,
};
use crate::importing::{files, sends, were_brought_in};
use crate::one_time_code::code;
use crate::out_alone::goes_out_alone;
use journeys::{Engine, Outcome, Page, Program, View};

const LIFE_COACH: &str = "Dr Anneke Visser, Life coach";
const COLLEAGUE: &str = "Josie Marlowe, Key worker (residential)";
/// A week from now, as one types a day.
const NEXT_WEEK: &str = "
    const day = new Date(Date.now() + 7 * 24 * 60 * 60 * 1000);
    return [day.getDate(), day.getMonth() + 1, day.getFullYear()].join(' ');
";

/// Somewhere to look at every page, and the addresses that no link leads to.
pub(crate) struct Ground {
    pub(crate) demo: Demo,
    /// A program without any council yet.
    pub(crate) empty: Program,
    /// The path of its set-up link.
    pub(crate) set_up: String,
    /// The path of a worker's invitation.
    pub(crate) invitation: String,
    /// The path of an import that was carried out.
    pub(crate) import: String,
    preview: String,
    filled: Filled,
    /// The page about somebody who arrives tonight.
    arrival: String,
    search: String,
    looks: String,
    with_second_step: String,
}

impl Ground {
    pub(crate) async fn laid() -> Outcome<Self> {
        let demo = Demo::open(Engine::Embedded).await?;
        let empty = Program::serve(Engine::Embedded).await?;
        let link = empty.prints("/set-up/").await?;
        let set_up = link[link.find("/set-up/").unwrap_or_default()..].trim().to_owned();
        let page = demo.worker(SIOBHAN, View::desktop()).await?;
        let filled = fills_a_record(&page).await?;
        let arrival = somebody_arrives(&page).await?;
        let search = searches(&page).await?;
        looks_for_nobody(&page).await?;
        goes_out_alone(&page, 120).await?;
        sign_in_as(&page, CARYS).await?;
        pulls_in(&page, &filled.record, LIFE_COACH, "Sleep, and the bad dreams. You asked for walks.")
            .await?;
        names_cover(&page, &filled.record).await?;
        sign_in_as(&page, PRIYANKA).await?;
        let (import, preview) = imports(&page, &filled).await?;
        sign_in_as(&page, TOBIAS).await?;
        let looks = asks_who_looked(&page).await?;
        has_a_second_step(&demo).await?;
        sign_in_as(&page, MARJORIE).await?;
        let (invitation, with_second_step) = invites(&page).await?;
        Ok(Self {
            demo,
            empty,
            set_up,
            invitation,
            import,
            preview,
            filled,
            arrival,
            search,
            looks,
            with_second_step,
        })
    }

    /// Pages that a worker comes to by a button and not by a link.
    pub(crate) fn begun_by(&self, worker: &str) -> Vec<String> {
        let Filled { record, note, .. } = &self.filled;
        match worker {
            CARYS => vec![
                note.clone(),
                format!("{record}/restrict/lift"),
                format!("{record}/restrict/review"),
                format!("{record}/story/print"),
            ],
            SIOBHAN => vec![
                self.arrival.clone(),
                self.search.clone(),
                self.filled.file.clone(),
                self.filled.incident.clone(),
                "/emergency/nobody".into(),
                "/posts".into(),
                "/account/recovery-codes".into(),
            ],
            PRIYANKA => vec![self.preview.clone(), format!("{}/done", self.import)],
            TOBIAS => vec![self.looks.clone(), format!("{record}/looks")],
            MARJORIE => vec![format!("{}/second-step", self.with_second_step)],
            _ => Vec::new(),
        }
    }
}

/// Ella's record, with one of everything in it.
struct Filled {
    record: String,
    note: String,
    /// Where a file of hers is taken out.
    file: String,
    /// Where something is added to an incident of hers.
    incident: String,
    council_number: String,
    pupil_number: String,
}

async fn fills_a_record(page: &Page) -> Outcome<Filled> {
    let record = opens_story(page, ELLA).await?;
    page.goes_to(&record).await?;
    let council_number = page.fact("Council’s case number").await?;
    let pupil_number = page.fact("Unique pupil number").await?;
    let note = writes_note(page, &record, "Toast", "You made toast for everybody.").await?;
    page.goes_to(&format!("{record}/record/alert")).await?;
    page.types("What is there to be careful about?", "Bites when cornered by a dog: cross the road").await?;
    page.types_day("When does somebody look at it again?", "1 3 2027").await?;
    page.presses("Add to the record").await?;
    page.sees("It is recorded").await?;
    page.goes_to(&format!("{record}/record/health")).await?;
    page.chooses("Allergy").await?;
    page.types("What must somebody on a night shift know?", "Nuts. The pen is in the top drawer.").await?;
    page.presses("Add to the record").await?;
    page.sees("It is recorded").await?;
    page.goes_to(&format!("{record}/record/family")).await?;
    page.types("Their name", "Bartholomew Winterbourne-Featherstonehaugh").await?;
    page.types("What are they to the young person?", "Grandad").await?;
    page.chooses("They have parental responsibility").await?;
    page.presses("Add to the record").await?;
    page.sees("It is recorded").await?;
    page.goes_to(&format!("{record}/record/phone")).await?;
    page.types("Telephone number", "07700 900 123").await?;
    page.presses("Add to the record").await?;
    page.sees("It is recorded").await?;
    corrects_the_name(page, &record).await?;
    page.goes_to(&format!("{record}/notes/new")).await?;
    page.types("What happened?", "Begun, and not sent.").await?;
    page.sees("Saved at").await?;
    let file = adds_a_file(page, &record).await?;
    let incident = records_an_incident(page, &record).await?;
    Ok(Filled { record, note, file, incident, council_number, pupil_number })
}

/// A broken window; answers where something is added to it.
async fn records_an_incident(page: &Page, record: &str) -> Outcome<String> {
    page.goes_to(&format!("{record}/incidents/new")).await?;
    page.types("What happened?", "A window was broken in the night.").await?;
    page.presses("Record it").await?;
    page.sees("A window was broken in the night.").await?;
    page.follows("Incident").await?;
    page.is_headed("Incident").await?;
    Ok(format!("{}/add", page.path().await?))
}

/// A letter in her story; answers where it is taken out.
async fn adds_a_file(page: &Page, record: &str) -> Outcome<String> {
    let (_folder, paths) = files(&[("letter.txt", "Dear Ella, the place is yours.")])?;
    page.goes_to(&format!("{record}/files/new")).await?;
    page.types("What is it?", "College place, letter").await?;
    page.attaches_all("File", &paths).await?;
    page.presses("Add this file").await?;
    page.follows("College place, letter").await?;
    page.link_to("Take this file out").await
}

/// A name put right by hand, with which the council's file will not agree.
async fn corrects_the_name(page: &Page, record: &str) -> Outcome {
    page.goes_to(&format!("{record}/record/name-used")).await?;
    page.types("The whole name", "Ellie Winterbourne").await?;
    page.chooses("It was wrong").await?;
    page.presses("Save the name").await?;
    page.sees("It is recorded").await
}

/// Somebody new, on their way to the hub this evening.
async fn somebody_arrives(page: &Page) -> Outcome<String> {
    page.goes_to("/people/new").await?;
    page.types("Name they use", "Zebedee Quill").await?;
    page.chooses("They arrive tonight").await?;
    page.presses("Continue").await?;
    page.sees("They arrive tonight").await?;
    let record = page.path().await?;
    Ok(format!("{}/arrival", record.split('?').next().unwrap_or_default()))
}

async fn searches(page: &Page) -> Outcome<String> {
    page.goes_to("/find").await?;
    page.types("Who are you looking for?", "winter").await?;
    page.presses("Find").await?;
    page.sees("young people").await?;
    page.path().await
}

async fn looks_for_nobody(page: &Page) -> Outcome {
    page.goes_to("/emergency").await?;
    page.types("Why can this not wait?", "Somebody rang about a young person in the harbour.").await?;
    page.types("Whole name", "Nobody Whom Anybody Knows").await?;
    page.types_day("Birth date", "29 2 2012").await?;
    page.presses("Open the record").await?;
    page.is_headed("Nobody was opened").await
}

/// A colleague covers for the key worker for a week.
async fn names_cover(page: &Page, record: &str) -> Outcome {
    let until = page.ask(NEXT_WEEK).await?;
    page.goes_to(&format!("{record}/cover")).await?;
    page.picks("Who covers?", COLLEAGUE).await?;
    page.types_day("Last day", until.as_str().unwrap_or_default()).await?;
    page.picks("Why?", "Leave").await?;
    page.presses("Name cover").await?;
    page.sees("End this cover").await
}

/// Files with a row that cannot be read, a name that does not agree with the record, and a pupil
/// number that somebody else has already: once brought in, and once only looked at.
async fn imports(page: &Page, filled: &Filled) -> Outcome<(String, String)> {
    let Filled { council_number, pupil_number, .. } = filled;
    let people = format!(
        "CHILD,LEGAL_NAME,NAME_USED,DOB,TEAM\n{council_number},Ella Rose Winterbourne,Elle Winterbourne,,\n\
         J900003,Elsa Winter,Elsa Winter,04/06/2012,Harbour House\n"
    );
    let header = format!(
        "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nJ900003,2,04/06/2012,WBRI,{pupil_number},,\n\
         J900004,2,31/02/2012,WBRI,UN1,,\n"
    );
    let (_folder, paths) = files(&[("Header.csv", &header), ("People.csv", &people)])?;
    sends(page, &paths).await?;
    let import = page.path().await?;
    page.presses("Bring them in").await?;
    were_brought_in(page, View::desktop()).await?;
    sends(page, &paths).await?;
    Ok((import, page.path().await?))
}

async fn asks_who_looked(page: &Page) -> Outcome<String> {
    page.goes_to("/looks").await?;
    page.picks("Worker", SIOBHAN).await?;
    page.presses("Show what this worker looked at").await?;
    page.sees(SIOBHAN).await?;
    page.path().await
}

/// Desmond signs in the ordinary way and sets up his second step.
async fn has_a_second_step(demo: &Demo) -> Outcome {
    let desmond = demo.window(View::desktop()).await?;
    desmond.goes_to("/sign-in").await?;
    sign_in_with_password(&desmond, "desmond.achterberg@fellmoor.example").await?;
    desmond.is_headed("Set up your second step").await?;
    let key = desmond.words_of("strong[translate=no]").await?.swap_remove(0);
    let seconds = desmond.ask("return Math.floor(Date.now() / 1000)").await?.as_u64().unwrap_or_default();
    desmond.types("Code from the app", &code(&key, seconds)).await?;
    desmond.presses("Set up second step").await?;
    desmond.is_headed("Keep these recovery codes").await
}

/// Makes a link for a worker; gives its path, and the post of somebody with a second step.
async fn invites(page: &Page) -> Outcome<(String, String)> {
    page.goes_to("/staff").await?;
    let with_second_step = page.link_to(DESMOND).await?;
    page.follows("Kit Ferris").await?;
    page.presses("Make a link for a new password").await?;
    page.presses("Make the link").await?;
    page.is_headed("Give them this link").await?;
    let link = page.words_of("strong[translate=no]").await?.swap_remove(0);
    Ok((link[link.find("/join/").unwrap_or_default()..].to_owned(), with_second_step))
}
