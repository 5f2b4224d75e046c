//! The code values of the SSDA903 return.
//!
//! Code values and labels: Department for Education, children looked after
//! return (SSDA903), as used from 2016-17 to 2026-27. Crown copyright, licensed
//! under the Open Government Licence v3.0
//! (<https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/>).
//! Labels are shortened. The official wording of Z11 to Z14 was not to be had,
//! so their labels say only that they are "other placement".

use super::{Code, CodeSet};

/// One code set: each code with its label and, where it has not been used in
/// every year, the first and last return (the year it ends) that uses it.
macro_rules! code_set {
    ($name:ident, $set:ident: $($code:literal $label:literal $(from $first:literal)? $(to $last:literal)?),* $(,)?) => {
        pub(super) static $name: &[Code] = &[$(Code {
            set: CodeSet::$set,
            code: $code,
            label: $label,
            first_year: code_set!(@year $($first)?),
            last_year: code_set!(@year $($last)?),
        }),*];
    };
    (@year) => { None };
    (@year $year:literal) => { Some($year) };
}

code_set! { SEX, Sex:
    "1" "Male" to 2024,
    "2" "Female" to 2024,
    "M" "Male" from 2025,
    "F" "Female" from 2025,
    "U" "Unknown" from 2025,
}

code_set! { ETHNICITY, Ethnicity:
    "WBRI" "White British",
    "WIRI" "White Irish",
    "WOTH" "Any other White background",
    "WIRT" "Traveller of Irish heritage",
    "WROM" "Gypsy/Roma",
    "MWBC" "White and Black Caribbean",
    "MWBA" "White and Black African",
    "MWAS" "White and Asian",
    "MOTH" "Any other Mixed background",
    "AIND" "Indian",
    "APKN" "Pakistani",
    "ABAN" "Bangladeshi",
    "AOTH" "Any other Asian background",
    "BCRB" "Caribbean",
    "BAFR" "African",
    "BOTH" "Any other Black background",
    "CHNE" "Chinese",
    "OOTH" "Any other ethnic group",
    "REFU" "Refused",
    "NOBT" "Information not yet obtained",
}

code_set! { NO_UPN, NoUpn:
    "UN1" "Not of school age and never given a UPN",
    "UN2" "Never attended a maintained school in England (for example some unaccompanied children)",
    "UN3" "Educated outside England",
    "UN4" "Newly looked after, UPN not yet known",
    "UN5" "Sources disagree on identity, no reliable match",
}

code_set! { MOTHERHOOD, Motherhood:
    "0" "Not a mother",
    "1" "Mother",
}

code_set! { REASON_FOR_NEW_EPISODE, ReasonForNewEpisode:
    "S" "Started to be looked after",
    "L" "Change of legal status only",
    "P" "Change of placement and carer(s) only",
    "T" "Change of placement, same carer(s)",
    "B" "Change of legal status and of placement and carer(s) on the same day",
    "U" "Change of legal status and of placement, same carer(s), on the same day",
}

code_set! { LEGAL_STATUS, LegalStatus:
    "C1" "Interim care order",
    "C2" "Full care order",
    "D1" "Freeing order granted",
    "E1" "Placement order granted",
    "V2" "Accommodated by agreement (section 20, Children Act 1989)",
    "V3" "Agreed series of short-term breaks, individual episodes recorded",
    "V4" "Agreed series of short-term breaks, the agreement recorded",
    "J1" "Remanded to local authority accommodation or youth detention accommodation",
    "J2" "Placed in local authority accommodation under the Police and Criminal Evidence Act 1984",
    "J3" "Youth rehabilitation order with residence or intensive fostering requirement",
    "L1" "Police protection, in local authority accommodation",
    "L2" "Emergency protection order",
    "L3" "Child assessment order, in local authority accommodation",
}

code_set! { CATEGORY_OF_NEED, CategoryOfNeed:
    "N1" "Abuse or neglect",
    "N2" "Child's disability",
    "N3" "Parental illness or disability",
    "N4" "Family in acute stress",
    "N5" "Family dysfunction",
    "N6" "Socially unacceptable behaviour",
    "N7" "Low income",
    "N8" "Absent parenting",
}

code_set! { PLACEMENT, Placement:
    "A3" "Placed for adoption with parental consent, with current foster carer(s)",
    "A4" "Placed for adoption with parental consent, not with current foster carer(s)",
    "A5" "Placed for adoption under a placement order, with current foster carer(s)",
    "A6" "Placed for adoption under a placement order, not with current foster carer(s)",
    "H5" "Semi-independent living, not subject to children's homes regulations" to 2024,
    "K1" "Secure children's home",
    "K2" "Children's home subject to the Children's Homes Regulations",
    "K3" "Registered supported accommodation (16-17)" from 2024,
    "P1" "With own parent(s) or other person(s) with parental responsibility",
    "P2" "Independent living, with or without formal support" to 2025,
    "P3" "Residential employment",
    "R1" "Residential care home",
    "R2" "NHS/health trust or other medical/nursing establishment",
    "R3" "Family centre or mother and baby unit",
    "R5" "Young offender institution",
    "S1" "Residential school, unless dual-registered as a children's home",
    "T0" "Any type of temporary move",
    "T1" "Temporary period in hospital",
    "T2" "Temporary absence on holiday",
    "T3" "Temporary accommodation while usual foster carer is on holiday",
    "T4" "Temporary accommodation of 7 days or less for another reason",
    "U1" "Foster placement with relative/friend, long term",
    "U2" "Foster placement with relative/friend who is also an approved adopter",
    "U3" "Foster placement with relative/friend, neither long term nor with an approved adopter",
    "U4" "Foster placement with other carer, long term",
    "U5" "Foster placement with other carer who is also an approved adopter",
    "U6" "Foster placement with other carer, neither long term nor with an approved adopter",
    "Z1" "Other placement (Z1)" to 2025,
    "Z11" "Other placement (Z11)" from 2026,
    "Z12" "Other placement (Z12)" from 2026,
    "Z13" "Other placement (Z13)" from 2026,
    "Z14" "Other placement (Z14)" from 2026,
}

code_set! { PLACEMENT_PROVIDER, PlacementProvider:
    "PR0" "Parent(s) or other person(s) with parental responsibility",
    "PR1" "Own local authority provision (with any regional adoption agency it hosts)",
    "PR2" "Other local authority provision",
    "PR3" "Other public provision (for example health trust)",
    "PR4" "Private provision",
    "PR5" "Voluntary / third sector provision",
}

code_set! { REASON_EPISODE_CEASED, ReasonEpisodeCeased:
    "X1" "Episode ceases and a new one begins the same day, for any reason",
    "E11" "Adopted, application unopposed",
    "E12" "Adopted, consent dispensed with by the court",
    "E2" "Died",
    "E3" "Care taken over by another UK local authority",
    "E4A" "Returned home to a person with parental responsibility, as part of the care plan",
    "E4B" "Returned home to a person with parental responsibility, not part of the current care plan",
    "E13" "Left to live with parent/relative/other with no parental responsibility",
    "E41" "Residence order / child arrangements order granted",
    "E45" "Special guardianship order to former foster carer(s) who were relatives/friends",
    "E46" "Special guardianship order to former foster carer(s), not relatives/friends",
    "E47" "Special guardianship order to relative/friend who was not a former foster carer",
    "E48" "Special guardianship order to other carer, not former foster carer, not relative/friend",
    "E5" "Moved to independent living with formal advice/support",
    "E6" "Moved to independent living without formal advice/support",
    "E7" "Transferred to residential care funded by adult social care",
    "E9" "Sentenced to custody",
    "E14" "Accommodation on remand ended",
    "E15" "Age assessment found child aged 18 or over (E5, E6, E7 not applying)",
    "E16" "Moved abroad",
    "E17" "Aged 18 or over and stayed with current carers (staying put included)",
    "E8" "Ceased for any other reason",
    "E43" "Special guardianship order to former foster carer(s)" to 2018,
    "E44" "Special guardianship order to other carer(s)" to 2018,
}

code_set! { REASON_FOR_PLACEMENT_CHANGE, ReasonForPlacementChange:
    "CARPL" "Change to / implementation of the care plan",
    "CLOSE" "Resignation or closure of provision",
    "ALLEG" "Allegation (section 47)",
    "STAND" "Standards-of-care concern",
    "APPRR" "Approval removed",
    "CREQB" "Carer requests end because of the child's behaviour",
    "CREQO" "Carer requests end for another reason",
    "CHILD" "Child requests end",
    "LAREQ" "Responsible or area authority requests end",
    "PLACE" "Change in the status of the placement only",
    "CUSTOD" "Custody arrangement" from 2019,
    "OTHER" "Other",
}

code_set! { REVIEW_PARTICIPATION, ReviewParticipation:
    "PN0" "Under 4 at the time",
    "PN1" "Attends and speaks for self",
    "PN2" "Attends, an advocate speaks",
    "PN3" "Attends, conveys views without words",
    "PN4" "Attends, conveys no views and asks no advocate",
    "PN5" "Absent, briefs an advocate",
    "PN6" "Absent, conveys views by another medium",
    "PN7" "Absent, views not conveyed",
}

code_set! { YES_NO, YesNo:
    "0" "No",
    "1" "Yes",
}

code_set! { NO_SDQ, NoSdq:
    "SDQ1" "Child under 4 or over 16 at the latest assessment",
    "SDQ2" "Carer refused to complete",
    "SDQ3" "Not possible because of severity of disability",
    "SDQ4" "Other",
    "SDQ5" "Child refuses to allow completion",
}

code_set! { ADOPTED_BY_FOSTER_CARER, AdoptedByFosterCarer:
    "0" "No",
    "1" "Yes",
}

code_set! { ADOPTER_SEX, AdopterSex:
    "M1" "Single male",
    "F1" "Single female",
    "MM" "Two males",
    "FF" "Two females",
    "MF" "Male and female",
}

code_set! { ADOPTER_STATUS, AdopterStatus:
    "L0" "Single adopter",
    "L11" "Different-gender married couple",
    "L12" "Same-gender married couple",
    "L2" "Civil partnership",
    "L3" "Different-gender unmarried couple",
    "L4" "Same-gender couple, neither married nor in civil partnership",
}

code_set! { NO_LONGER_FOR_ADOPTION, NoLongerForAdoption:
    "RD1" "Child's needs changed after the decision",
    "RD2" "Court did not make a placement order",
    "RD3" "Prospective adopters could not be found",
    "RD4" "Any other reason",
}

code_set! { PREVIOUS_PERMANENCE, PreviousPermanence:
    "P1" "Adoption",
    "P2" "Special guardianship order",
    "P3" "Residence order or child arrangements order (live with)",
    "P4" "Unknown",
    "Z1" "None before",
}

code_set! { PERMANENCE_PLACE, PermanencePlace:
    "WAL" "Wales",
    "SCO" "Scotland",
    "NIR" "Northern Ireland",
    "NUK" "Outside the UK",
}

code_set! { MISSING_KIND, MissingKind:
    "M" "Missing: whereabouts not known",
    "A" "Away from placement without authorisation: whereabouts known",
}

code_set! { IN_TOUCH, InTouch:
    "YES" "In touch",
    "NO" "Not in touch",
    "DIED" "Died after leaving care",
    "REFU" "Refuses contact",
    "NREQ" "No longer requires services",
    "RHOM" "Returned home for a continuous 6 months or more",
}

code_set! { ACTIVITY, Activity:
    "F1" "Full time, higher education",
    "P1" "Part time, higher education",
    "F2" "Full time, other education",
    "P2" "Part time, other education",
    "F3" "Full time, training or employment" to 2021,
    "P3" "Part time, training or employment" to 2021,
    "F4" "Full time, apprenticeship" from 2022,
    "P4" "Part time, apprenticeship" from 2022,
    "F5" "Full time, training or employment other than apprenticeship" from 2022,
    "P5" "Part time, training or employment other than apprenticeship" from 2022,
    "G4" "Not in education, employment or training: illness or disability",
    "G5" "Not in education, employment or training: other",
    "G6" "Not in education, employment or training: pregnancy or parenting",
    "0" "Not in touch / not known",
}

code_set! { ACCOMMODATION, Accommodation:
    "B1" "With parents or relatives, suitable",
    "B2" "With parents or relatives, not suitable",
    "C1" "Community home or other residential care, suitable",
    "C2" "Community home or other residential care, not suitable",
    "D1" "Semi-independent, transitional, suitable",
    "D2" "Semi-independent, transitional, not suitable",
    "E1" "Supported lodgings, suitable",
    "E2" "Supported lodgings, not suitable",
    "G1" "Gone abroad, suitable",
    "G2" "Gone abroad, not suitable",
    "H1" "Deported, suitable",
    "H2" "Deported, not suitable",
    "K1" "Ordinary lodgings without support, suitable",
    "K2" "Ordinary lodgings without support, not suitable",
    "R1" "Residence not known, suitable",
    "R2" "Residence not known, not suitable",
    "S2" "No fixed abode / homeless, not suitable",
    "T1" "Foyer or similar, suitable",
    "T2" "Foyer or similar, not suitable",
    "U1" "Independent living, suitable",
    "U2" "Independent living, not suitable",
    "V1" "Emergency accommodation, suitable",
    "V2" "Emergency accommodation, not suitable",
    "W1" "Bed and breakfast, suitable",
    "W2" "Bed and breakfast, not suitable",
    "X2" "In custody, not suitable",
    "Y1" "Other, suitable",
    "Y2" "Other, not suitable",
    "Z1" "With former foster carers, staying put, suitable",
    "Z2" "With former foster carers, staying put, not suitable",
    "0" "Not in touch / not known",
}

code_set! { SOCIAL_WORKER_CHANGE, SocialWorkerChange:
    "MANAGE" "Managing caseloads",
    "FCONTA" "First contact or re-referral",
    "LEFTRL" "Previous worker left role",
    "ORGRST" "Organisational restructure",
    "TSPROC" "Transfer through standard process",
    "ABSENC" "Absence cover or return",
    "CHCHAN" "Child asked for change",
    "PCCHAN" "Parent or carer asked for change",
    "SWDIED" "Previous worker died",
    "OTHERS" "Other reason",
}
