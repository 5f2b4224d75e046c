//! The demonstration that journeys take place in, and some who are always in it.

use journeys::{Browser, Engine, Outcome, Page, Program, View};

/// Every worker's password in a demonstration.
pub(crate) const PASSWORD: &str = "every door is open here";

/// An outreach key worker at Harbour House.
pub(crate) const SIOBHAN: &str = "Siobhán O'Hare";
/// A residential key worker at Harbour House.
pub(crate) const JOSIE: &str = "Josie Marlowe";
/// The manager of Harbour House.
pub(crate) const CARYS: &str = "Carys Beddoe";
/// An outreach key worker at Moor View, the other hub.
pub(crate) const RENEE: &str = "Renée Dubois-Hart";
/// The manager of Moor View.
pub(crate) const DESMOND: &str = "Desmond Achterberg";
/// Brings in the council's files.
pub(crate) const PRIYANKA: &str = "Priyanka Sethi";
/// Decides which records are about one person.
pub(crate) const ELERI: &str = "Eleri Voss";
/// Runs accounts and posts.
pub(crate) const MARJORIE: &str = "Marjorie Quill";
/// Sees who looked.
pub(crate) const TOBIAS: &str = "Tobias Renn";

/// The deputy of Harbour House.
pub(crate) const FEMI: &str = "Femi Akindele";
/// Leads one area across the young people of Harbour House.
pub(crate) const ELIF: &str = "Elif Demir";
/// The life coach of Harbour House.
pub(crate) const ANNEKE: &str = "Dr Anneke Visser";
/// The police role of Harbour House.
pub(crate) const RHYS: &str = "PC Rhys Mallory";
/// A relief worker at Harbour House.
pub(crate) const KIT: &str = "Kit Ferris";
/// A social worker of the whole council.
pub(crate) const RUTH: &str = "Ruth Calloway";
/// An independent reviewing officer.
pub(crate) const BRONWEN: &str = "Bronwen Pryce";
/// The head of service, who chairs the forum.
pub(crate) const HELEN: &str = "Helen Adeyinka-Frost";
/// A member of the strategic board.
pub(crate) const GORDON: &str = "Gordon Lisle";

/// A young person of Harbour House, with Siobhán as key worker and a long story.
pub(crate) const ELLA: &str = "Ella Winterbourne";
/// A young person of Moor View, with Renée as key worker.
pub(crate) const TIA: &str = "Tia Crook";
/// Somebody who sleeps at Harbour House.
pub(crate) const KAYLEIGH: &str = "Kayleigh Marsden";
/// Somebody who is only coming in to Harbour House: nobody knows much of her yet.
pub(crate) const LACEY: &str = "Lacey Hodgson";

/// A running demonstration and the browsers of one journey in it.
pub(crate) struct Demo {
    // Windows close before the program ends.
    browser: Browser,
    program: Program,
}

impl Demo {
    /// Opens a demonstration of its own for one journey.
    pub(crate) async fn open(engine: Engine) -> Outcome<Self> {
        let browser = Browser::start().await?;
        Ok(Self { browser, program: Program::demo(engine).await? })
    }

    /// Somebody's window, not signed in.
    pub(crate) async fn window(&self, view: View) -> Outcome<Page> {
        self.browser.window(view, self.program.address()).await
    }

    /// A window on another program.
    pub(crate) async fn window_on(&self, other: &Program, view: View) -> Outcome<Page> {
        self.browser.window(view, other.address()).await
    }

    /// The window of a worker who has signed in with one click.
    pub(crate) async fn worker(&self, name: &str, view: View) -> Outcome<Page> {
        let page = self.window(view).await?;
        sign_in_as(&page, name).await?;
        Ok(page)
    }
}

/// Signs in as a worker with one click, whoever was signed in before.
pub(crate) async fn sign_in_as(page: &Page, name: &str) -> Outcome {
    page.goes_to("/demo").await?;
    page.presses(&format!("Sign in as {name}")).await?;
    page.is_at("/").await
}

/// Signs in as somebody in a demonstration would in a real service.
pub(crate) async fn sign_in_with_password(page: &Page, email: &str) -> Outcome {
    page.types("E-mail address", email).await?;
    page.types("Password", PASSWORD).await?;
    page.presses("Sign in").await
}

/// Opens a young person's story from the list of all whom one may see, and gives the path of their
/// record.
pub(crate) async fn opens_story(page: &Page, name: &str) -> Outcome<String> {
    page.goes_to("/people?whose=all").await?;
    page.follows(name).await?;
    page.is_headed("Story").await?;
    let path = page.path().await?;
    Ok(path.trim_end_matches("/story").to_owned())
}

/// Writes a note into a young person's story, and gives the path of the entry.
pub(crate) async fn writes_note(page: &Page, record: &str, title: &str, text: &str) -> Outcome<String> {
    page.goes_to(&format!("{record}/notes/new")).await?;
    page.types("What happened?", text).await?;
    page.types("A short title (optional)", title).await?;
    page.presses("Add to the story").await?;
    page.sees("Your note is in the story").await?;
    page.link_to(title).await
}

/// Writes a note that not everybody may read, in a form that is open already.
pub(crate) async fn writes_for(page: &Page, who_may_read: &str, text: &str) -> Outcome {
    page.types("What happened?", text).await?;
    page.chooses(who_may_read).await?;
    page.presses("Add to the story").await?;
    page.sees("Your note is in the story").await
}

/// A manager pulls a specialist in to the team around somebody.
pub(crate) async fn pulls_in(page: &Page, record: &str, who: &str, purpose: &str) -> Outcome {
    page.goes_to(&format!("{record}/team")).await?;
    page.presses("Pull somebody in").await?;
    page.picks("Who?", who).await?;
    page.types("What for, in your own words? (optional if you chose above)", purpose).await?;
    page.presses("Pull in").await?;
    page.sees("They are part of the team now").await
}

/// For this reader there is no such record.
pub(crate) async fn is_not_there(page: &Page, path: &str) -> Outcome {
    page.goes_to(path).await?;
    page.is_headed("Page not found").await?;
    assert_eq!(page.status().await?, 404);
    Ok(())
}

/// The page can be used by everybody: axe finds nothing, nothing scrolls sideways, no script fails.
pub(crate) async fn is_sound(page: &Page) -> Outcome {
    page.has_no_axe_violations().await?;
    page.does_not_scroll_sideways_at_320().await?;
    page.had_no_script_errors().await
}
