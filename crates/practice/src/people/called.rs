//! What names are shortened to and how they are spelled: by which somebody is looked for who goes
//! by another form of their name.

/// Forms of one name. Written down from everyday use in Britain and Ireland; not complete.
const FORMS: &[&str] = &[
    "abigail abbie abby gail",
    "alexander alex alec sandy xander lex",
    "alexandra alex lexi sandra sasha",
    "alfred alf alfie fred freddie",
    "amelia millie milly mia",
    "andrew andy drew",
    "angela angie",
    "anthony antony tony ant",
    "aoife eefa eva",
    "archibald archie",
    "arthur art",
    "barbara barb babs",
    "benjamin ben benji benny",
    "bethany beth",
    "bernard bernie",
    "caoimhe keeva kweeva",
    "callum calum cal",
    "cameron cam",
    "caroline carrie caz",
    "catherine katherine kathryn catrin kate katie katy kath kathy cathy cat kitty kat",
    "charles charlie chas chuck",
    "charlotte charlie lottie lotte char",
    "christina christine chris chrissie tina kirsty",
    "christopher chris kit topher",
    "ciara keira kiera keera",
    "ciaran kieran keiran kieron",
    "courtney courtenay",
    "daniel dan danny",
    "danielle dani danni",
    "david dave davey dai",
    "deborah debra deb debbie",
    "dominic dom nick",
    "dorothy dot dottie dolly",
    "edward ed eddie ned ted teddy",
    "eleanor elinor ellie ella nell nora",
    "elizabeth elisabeth eliza liz lizzie lizzy beth betty betsy libby lisa elsie bess",
    "ellen ellie nell",
    "emily em emmy millie",
    "emma em emmie",
    "eoghan eoin owen ewan euan",
    "evelyn evie eve",
    "frances fran francesca frankie fanny",
    "francis frank frankie",
    "frederick fred freddie freddy",
    "gabriel gabe",
    "gabriella gabrielle gabby gaby",
    "gareth gaz",
    "gary gaz",
    "geoffrey jeffrey geoff jeff",
    "georgina georgia georgie",
    "gerald gerry jerry",
    "gregory greg",
    "gwendolyn gwen",
    "hannah hanna",
    "harold harry hal",
    "harriet hattie harri",
    "henry harry hal hank",
    "isaac zac zack ike",
    "isabella isabel isobel isabelle izzy bella belle izzie",
    "jacob jake cobi",
    "jacqueline jackie jacqui",
    "james jim jimmy jamie jimbo",
    "jasmine jas jaz yasmin",
    "jennifer jen jenny jenna",
    "jeremy jez jerry",
    "jessica jess jessie",
    "joanna joanne jo joey",
    "john jon jack johnny jonny",
    "jonathan jonathon jon jonny john",
    "jordan jordon jord",
    "joseph joe joey jo",
    "josephine jo josie",
    "joshua josh",
    "julia julie jules",
    "kaitlin caitlin caitlyn kaitlyn kate cait",
    "kenneth ken kenny",
    "kimberley kimberly kim",
    "kyle kile",
    "laura laurie",
    "lauren loren lorraine",
    "lawrence laurence larry laurie",
    "leonard len leo lenny",
    "leo leon",
    "lewis louis lou louie",
    "lillian lily lilly lil",
    "louise louisa lou",
    "lucas luke luca",
    "lucy luce lucie",
    "madeleine madeline maddie maddy",
    "margaret maggie meg peggy marge greta daisy",
    "martha marty",
    "martin marty",
    "mary maria marie molly polly mae",
    "matthew mathew matt matty",
    "maximilian max",
    "megan meghan meg",
    "mia mya miya mea maya",
    "michael mike mick mikey micky",
    "michelle shell chelle",
    "mohammed muhammad mohammad mohamed muhammed mo",
    "molly mollie moll",
    "natalie nat natasha tash",
    "nathan nathaniel nate nat",
    "niamh neve nieve neave",
    "nicholas nicolas nick nicky nico",
    "nicola nicole nicky nikki nic",
    "oisin osheen",
    "oliver ollie olly",
    "olivia liv livvy olive ollie",
    "oscar ozzy",
    "pamela pam",
    "patricia pat patsy trish tricia patti",
    "patrick padraig pat paddy",
    "peter pete",
    "philip phillip phil pip",
    "philippa pippa pip",
    "rachel rachael rach",
    "raymond ray",
    "rebecca rebekah becca becky bex",
    "reginald reg reggie",
    "rhys reece reese",
    "richard rich richie rick dick ricky",
    "robert rob robbie bob bobby bert",
    "roisin rosheen",
    "ronald ron ronnie",
    "rosemary rose rosie",
    "saoirse seersha sersha",
    "samantha sam sammy",
    "samuel sam sammy",
    "sarah sara sally sadie",
    "sean shaun shawn shane",
    "sian sharn",
    "sinead shinade",
    "siobhan shivaun chevonne",
    "sophia sophie sofia soph",
    "stephanie steph stephie",
    "stephen steven steve ste",
    "stuart stewart stu",
    "susan susanna suzanne sue susie suzie",
    "sydney sidney sid syd",
    "teresa theresa terry tess tessa",
    "terence terry tel",
    "theodore theo ted teddy",
    "thomas tom tommy",
    "timothy tim",
    "tobias toby",
    "tyler ty",
    "tyrone ty",
    "valerie val",
    "victoria vicky vicki tori",
    "vincent vince vinny",
    "vivian viv",
    "walter walt wally",
    "wilfred wilf wilfred",
    "william will bill billy willie liam",
    "zachary zac zack zach",
    "zoe zoey",
];

/// The other forms of a name, as [`super::keys::name_words`] writes words.
pub fn other_forms(word: &str) -> impl Iterator<Item = &'static str> {
    FORMS
        .iter()
        .map(|forms| forms.split(' '))
        .filter(move |forms| forms.clone().any(|form| form == word))
        .flatten()
        .filter(move |form| *form != word)
}

/// The same word with a `p` that is written or left out and never heard: Thomson, Thompson.
pub fn with_or_without_p(word: &str) -> Option<String> {
    for (without, with) in [("ms", "mps"), ("mt", "mpt")] {
        if word.contains(with) {
            return Some(word.replace(with, without));
        }
        if word.contains(without) {
            return Some(word.replace(without, with));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(word: &str, other: &str) -> bool {
        other_forms(word).any(|form| form == other)
    }

    #[test]
    fn a_name_is_found_by_its_short_forms_and_a_short_form_by_the_name() {
        for (name, short) in
            [("benjamin", "ben"), ("elizabeth", "betty"), ("elizabeth", "liz"), ("niamh", "neve")]
        {
            assert!(has(name, short) && has(short, name), "{name} {short}");
        }
        assert!(has("alex", "alexandra") && has("alex", "alexander"));
        assert!(!has("ben", "ben") && other_forms("nobody").next().is_none());
    }

    #[test]
    fn forms_are_written_as_names_are_compared() {
        for forms in FORMS {
            assert_eq!(crate::people::keys::name_words(forms).join(" "), *forms);
        }
    }

    #[test]
    fn a_p_that_is_not_heard_may_be_left_out() {
        assert_eq!(with_or_without_p("thomson").as_deref(), Some("thompson"));
        assert_eq!(with_or_without_p("simpson").as_deref(), Some("simson"));
        assert_eq!(with_or_without_p("smith"), None);
    }
}
