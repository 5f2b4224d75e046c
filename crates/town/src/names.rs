//! The named cast of sixty, and the pools other names are drawn from.

use crate::person::Sex::{self, F, M};

/// The road somebody's life takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Road {
    /// Sleeping in a hub's planned bed.
    HubStay,
    /// In a hub for a few nights; the foster home stays open.
    Emergency,
    /// Was in a hub, now with a hub community family.
    SteppedDown,
    LongFoster,
    Supported,
    WithParents,
    Unaccompanied,
    /// Left care to go home.
    HomeAgain,
    /// 18 or over, was in care until then.
    CareLeaver,
    /// Never in care; the edge of it.
    Outreach,
    /// At the edge of care on opening day, and in it some weeks later.
    ComingIn,
    /// With a relative who fosters.
    Kinship,
    /// In a children's home elsewhere.
    Elsewhere,
}

/// How a birth date is come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Born {
    /// Drawn between two ages.
    Aged(i32, i32),
    /// The latest 29 February that makes somebody at least 13.
    LeapDay,
    /// Turns 18 so many days after the town opened.
    EighteenIn(i32),
    /// The same day as another of the cast.
    TwinOf(usize),
}

/// One of the cast.
pub(crate) struct Cast {
    pub(crate) legal: &'static str,
    pub(crate) used: &'static str,
    pub(crate) sex: Sex,
    pub(crate) ethnic: &'static str,
    pub(crate) road: Road,
    pub(crate) hub: usize,
    pub(crate) born: Born,
    /// Shares family, and so home and first day in care, with another.
    pub(crate) family: Option<usize>,
}

const fn cast(
    (legal, used): (&'static str, &'static str),
    sex: Sex,
    ethnic: &'static str,
    road: Road,
    hub: usize,
    born: Born,
) -> Cast {
    Cast { legal, used, sex, ethnic, road, hub, born, family: None }
}

const fn sibling(
    names: (&'static str, &'static str),
    sex: Sex,
    ethnic: &'static str,
    road: Road,
    (hub, of): (usize, usize),
    born: Born,
) -> Cast {
    Cast { family: Some(of), ..cast(names, sex, ethnic, road, hub, born) }
}

use Born::{Aged, EighteenIn, LeapDay, TwinOf};
use Road::{
    CareLeaver, ComingIn, Emergency, HomeAgain, HubStay, LongFoster, Outreach, SteppedDown, Supported,
    Unaccompanied, WithParents,
};

/// The sixty of the demonstration, in the order of their numbers. Among them
/// are twins, siblings in two places, two people with one name, names with
/// accents, apostrophes and hyphens, a very long one, names used that differ
/// from the legal ones, a birthday on 29 February and somebody about to be 18.
#[rustfmt::skip]
pub(crate) const CAST: [Cast; 60] = [
    cast(("Kayleigh Ann Marsden", "Kayleigh Marsden"), F, "WBRI", HubStay, 0, Aged(14, 16)),
    cast(("Reece Jordan Tully", "Reece Tully"), M, "WBRI", HubStay, 0, EighteenIn(9)),
    cast(("Alexandra Jane Pike", "Lex Pike"), F, "WBRI", HubStay, 0, Aged(15, 16)),
    cast(("Tyrone Elijah Baptiste-Moore", "Ty Baptiste-Moore"), M, "MWBC", HubStay, 0, Aged(15, 16)),
    cast(("Zoë Marie Fairweather", "Zoë Fairweather"), F, "WBRI", HubStay, 1, Aged(13, 15)),
    cast(("Kieran Patrick O'Dowd", "Kieran O'Dowd"), M, "WIRI", HubStay, 1, Aged(14, 16)),
    cast(("Amina Yusuf Warsame", "Amina Warsame"), F, "BAFR", HubStay, 1, LeapDay),
    cast(("Brandon Lee Hockley", "Brandon Hockley"), M, "WBRI", HubStay, 1, Aged(16, 16)),
    cast(("Shannon Louise Greaves", "Shannon Greaves"), F, "WBRI", Emergency, 0, Aged(14, 16)),
    cast(("Matěj Novák", "Matěj Novák"), M, "WOTH", Emergency, 1, Aged(13, 15)),
    cast(("Mia Grace Thompson", "Mia Thompson"), F, "WBRI", SteppedDown, 0, Aged(13, 15)),
    cast(("Mia Louise Thompson", "Mia Thompson"), F, "MWBC", SteppedDown, 1, Aged(16, 16)),
    cast(("Jordan Alexander Sykes", "JJ Sykes"), M, "WBRI", SteppedDown, 0, Aged(14, 16)),
    cast(("Chloe-Mae Eleanor Ashby-Hewitt", "Chloe-Mae Ashby-Hewitt"), F, "WBRI", SteppedDown, 0, Aged(15, 16)),
    cast(("Hassan Ali Rahmani", "Hassan Rahmani"), M, "AOTH", SteppedDown, 1, Aged(14, 16)),
    cast(("Niamh Róisín Gallagher", "Niamh Gallagher"), F, "WIRI", SteppedDown, 1, Aged(15, 16)),
    cast(("Dylan James Rook", "Dylan Rook"), M, "WBRI", SteppedDown, 1, Aged(13, 15)),
    cast(("Georgia Rae Linton", "Jay Linton"), F, "WBRI", SteppedDown, 0, Aged(15, 16)),
    cast(("Ella Rose Winterbourne", "Ella Winterbourne"), F, "WBRI", LongFoster, 0, Aged(12, 14)),
    sibling(("Ava Rose Winterbourne", "Ava Winterbourne"), F, "WBRI", LongFoster, (0, 18), TwinOf(18)),
    sibling(("Noah Peter Winterbourne", "Noah Winterbourne"), M, "WBRI", SteppedDown, (0, 18), Aged(15, 16)),
    cast(("Joshua Oluwaseun Adebayo", "Josh Adebayo"), M, "BAFR", LongFoster, 1, Aged(13, 16)),
    sibling(("Esther Oluwatoyin Adebayo", "Esther Adebayo"), F, "BAFR", LongFoster, (1, 21), Aged(12, 12)),
    cast(("Maximiliana Anastasia Wilhelmina Featherstonehaugh-Cholmondeley Oyelaran-Whitcombe", "Maxi Oyelaran-Whitcombe"), F, "MWBA", LongFoster, 1, Aged(14, 16)),
    cast(("Tommy Lee Boswell", "Tommy Boswell"), M, "WROM", LongFoster, 0, Aged(12, 14)),
    cast(("Daisy May Clutterbuck", "Daisy Clutterbuck"), F, "WBRI", LongFoster, 1, Aged(12, 15)),
    cast(("Liam Anthony D'Souza", "Liam D'Souza"), M, "AIND", Supported, 0, Aged(17, 17)),
    cast(("Jade Nicole Holroyd", "Jade Holroyd"), F, "WBRI", Supported, 0, Aged(17, 17)),
    cast(("Connor Michael Staveley", "Con Staveley"), M, "WBRI", Supported, 1, Aged(16, 17)),
    cast(("Zofia Maria Kowalczyk", "Zosia Kowalczyk"), F, "WOTH", Supported, 1, Aged(17, 17)),
    cast(("Ibrahim Khalil Mahmood", "Ibby Mahmood"), M, "APKN", Supported, 1, Aged(17, 17)),
    cast(("Leah Catherine Pennock", "Leah Pennock"), F, "WBRI", WithParents, 0, Aged(12, 15)),
    cast(("Ethan Robert Skelton", "Ethan Skelton"), M, "WBRI", WithParents, 1, Aged(13, 16)),
    cast(("Ruby Saffron Lovell", "Ruby Lovell"), F, "WIRT", WithParents, 0, Aged(13, 15)),
    cast(("Thiên Ân Nguyễn", "Ân Nguyễn"), M, "AOTH", Unaccompanied, 0, Aged(16, 17)),
    cast(("Yonas Tesfay Gebremedhin", "Yonas Tesfay"), M, "BAFR", Unaccompanied, 1, Aged(16, 17)),
    cast(("Farhad Noorzai", "Farhad Noorzai"), M, "OOTH", Unaccompanied, 0, Aged(17, 17)),
    cast(("Summer Jade Ackroyd", "Summer Ackroyd"), F, "WBRI", HomeAgain, 0, Aged(14, 16)),
    cast(("Kyle Stephen Ramsden", "Kyle Ramsden"), M, "WBRI", HomeAgain, 1, Aged(14, 16)),
    cast(("Simran Kaur Dhaliwal", "Simmy Dhaliwal"), F, "AIND", HomeAgain, 0, Aged(15, 16)),
    cast(("Owain Rhys ap Gwilym", "Owain ap Gwilym"), M, "WBRI", HomeAgain, 1, Aged(15, 17)),
    cast(("Tia-Leigh Samantha Crook", "Tia Crook"), F, "WBRI", HomeAgain, 1, Aged(13, 15)),
    cast(("Darnell Marcus Joseph", "Darnell Joseph"), M, "BCRB", CareLeaver, 0, Aged(18, 18)),
    cast(("Paige Elizabeth Sutcliffe", "Paige Sutcliffe"), F, "WBRI", CareLeaver, 0, Aged(19, 19)),
    cast(("Natalia Iolanda Ferreira da Silva", "Nat Ferreira"), F, "WOTH", CareLeaver, 1, Aged(19, 20)),
    cast(("Jack William Thackray", "Jack Thackray"), M, "WBRI", CareLeaver, 1, Aged(18, 19)),
    cast(("Mohammed Bilal Choudhury", "Bilal Choudhury"), M, "ABAN", CareLeaver, 0, Aged(20, 20)),
    cast(("Sinéad Kathleen Mac Giolla Bhríde", "Sinéad McBride"), F, "WIRI", CareLeaver, 1, Aged(18, 18)),
    cast(("Robyn Charlotte Eastwood", "Rob Eastwood"), F, "WBRI", CareLeaver, 0, Aged(20, 20)),
    cast(("Lacey Marie Hodgson", "Lacey Hodgson"), F, "WBRI", ComingIn, 0, Aged(13, 15)),
    cast(("Ben Thomas Arkwright", "Ben Arkwright"), M, "WBRI", Outreach, 0, Aged(12, 14)),
    cast(("Li Na Zhang", "Lina Zhang"), F, "CHNE", Outreach, 1, Aged(14, 16)),
    cast(("Harvey George Pickles", "Harv Pickles"), M, "WBRI", Outreach, 1, Aged(13, 16)),
    cast(("Keira Beth Dunn-O'Leary", "Keira Dunn-O'Leary"), F, "WIRI", Outreach, 0, Aged(14, 16)),
    cast(("Samuel Kwabena Asante", "Sammy Asante"), M, "BAFR", ComingIn, 1, Aged(12, 15)),
    cast(("Poppy Anne Ravenscroft", "Poppy Ravenscroft"), F, "WBRI", Outreach, 0, Aged(15, 17)),
    cast(("Lewis Daniel Craven", "Lewis Craven"), M, "MWAS", Outreach, 1, Aged(13, 15)),
    cast(("Tilly Josephine Marsden", "Tilly Marsden"), F, "WBRI", Outreach, 0, Aged(12, 13)),
    cast(("Aaron Joseph Bannister", "Az Bannister"), M, "WBRI", Outreach, 1, Aged(16, 17)),
    cast(("Freya Ingrid Sørensen", "Freya Sørensen"), F, "WOTH", Outreach, 0, Aged(14, 16)),
];

/// Places in the cast that People.csv leaves out: in the return, but the
/// hubs were never told a name.
pub(crate) const UNNAMED: [usize; 2] = [25, 48];

/// First names of girls and boys beyond the cast.
pub(crate) const GIRLS: [&str; 40] = [
    "Abigail",
    "Aisha",
    "Alicia",
    "Beatrix",
    "Bláthnaid",
    "Caitlin",
    "Chanel",
    "Ebony",
    "Eilidh",
    "Elowen",
    "Evie",
    "Fatima",
    "Gracie",
    "Hana",
    "Imogen",
    "Isla",
    "Jasmine",
    "Jodie",
    "Kiera",
    "Layla",
    "Lily",
    "Lucía",
    "Maddison",
    "Maryam",
    "Megan",
    "Nadia",
    "Nell",
    "Olivia",
    "Orla",
    "Phoebe",
    "Precious",
    "Rhiannon",
    "Rosie",
    "Safiya",
    "Scarlett",
    "Skye",
    "Sophie",
    "Taya",
    "Willow",
    "Zara",
];
pub(crate) const BOYS: [&str; 40] = [
    "Adam", "Alfie", "Ali", "Archie", "Blake", "Bobby", "Caleb", "Charlie", "Corey", "Daniel", "Declan",
    "Elijah", "Finley", "Finn", "George", "Harley", "Hugo", "Isaac", "Jaden", "Jamal", "Jayden", "Jenson",
    "Kai", "Leo", "Logan", "Lucas", "Mason", "Max", "Muhammad", "Nathan", "Oliver", "Oscar", "Rafał",
    "Riley", "Ronnie", "Toby", "Tyler", "Umar", "Yusuf", "Zach",
];
pub(crate) const SURNAMES: [&str; 60] = [
    "Abbott",
    "Akhtar",
    "Appleyard",
    "Armitage",
    "Begum",
    "Birtwhistle",
    "Bramley",
    "Brook",
    "Castellano",
    "Clegg",
    "Cockcroft",
    "Da Costa",
    "Dyson",
    "Earnshaw",
    "Eze",
    "Feather",
    "Fernández",
    "Fielding",
    "Garside",
    "Ghali",
    "Greenhalgh",
    "Haigh",
    "Hanif",
    "Hartley",
    "Hirst",
    "Hussain",
    "Ilves",
    "Jagger",
    "Kaya",
    "Kershaw",
    "Lumb",
    "Mallinson",
    "McAllister",
    "Mistry",
    "Murgatroyd",
    "Naylor",
    "Nkemelu",
    "Nutter",
    "O'Brien",
    "Oldroyd",
    "Osei",
    "Parekh",
    "Pogson",
    "Rahman",
    "Redfearn",
    "Rushworth",
    "Shackleton",
    "Shaw",
    "Singh",
    "Smith-Okafor",
    "Sowden",
    "Stoyanova",
    "Sugden",
    "Tasker",
    "Uttley",
    "Varley",
    "Wadsworth",
    "Whiteley",
    "Yeadon",
    "Żak",
];

/// Ethnicity codes, the common ones more than once.
pub(crate) const ETHNIC: [&str; 24] = [
    "WBRI", "WBRI", "WBRI", "WBRI", "WBRI", "WBRI", "WBRI", "WBRI", "WBRI", "WBRI", "WIRI", "WOTH", "WROM",
    "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN", "BAFR", "BCRB", "OOTH", "NOBT",
];
