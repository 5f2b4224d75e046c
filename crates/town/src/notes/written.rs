//! The notes. Plain words, what was said and done, and never a judgement a
//! person would be hurt to find about themselves.

use std::ops::RangeInclusive;

/// A note with gaps in braces.
pub(super) struct Template {
    pub(super) kind: &'static str,
    pub(super) ages: RangeInclusive<i16>,
    pub(super) text: &'static str,
}

const fn note(kind: &'static str, ages: RangeInclusive<i16>, text: &'static str) -> Template {
    Template { kind, ages, text }
}

/// All of them.
#[rustfmt::skip]
pub(super) const WRITTEN: [Template; 48] = [
    note("visit", 0..=25, "We had {drink} and you told me about your week. You said the mornings are the hardest part. We agreed I will ring at eight on weekdays, just to say hello. {close}"),
    note("visit", 0..=25, "You did not feel like talking today, and that was fine. We watched half a film and you made me laugh at the bad acting. I am back on Thursday. {close}"),
    note("visit", 0..=25, "You showed me what you have been doing with your {thing}. You have got so much better since the summer, and you knew it. I asked if I could tell the team and you said yes."),
    note("visit", 0..=25, "You asked me straight whether I will still be your worker if you move. The answer is yes. I wrote it down here so that you can hold me to it. {close}"),
    note("visit", 0..=25, "I was twenty minutes late and you had a right to be cross. I said sorry. You said next time I should text, and I will."),
    note("visit", 0..=25, "You cooked {food} for both of us. It was really good. You had planned it, bought it and kept under the money, and you washed up before I could."),
    note("visit", 0..=25, "We went through your plan together and you changed two things in your own words. It reads much better now. You keep one copy and I keep the other."),
    note("visit", 13..=25, "You wanted to know what is written about you and who can read it. I showed you this page. You asked me to add that you were trying, that week in spring, and so it is here: you were."),
    note("call", 0..=25, "You rang at ten because you could not sleep. We talked about nothing much until you felt sleepy. You can always ring. {close}"),
    note("call", 0..=25, "A short call. You said you were fine, and then you said you were not. {Relative} had not picked up the phone. We made a plan for trying again at the weekend."),
    note("call", 0..=25, "You sent me a picture of your {food} and I rang to say well done. You sounded happy. I wanted to write down that today was just a good day."),
    note("call", 0..=17, "You rang to say you would be in late, before anybody had to ask. That took thought. Thank you for it."),
    note("call", 15..=25, "You rang me before you did something you would have been sorry about. We talked until it passed. That was strong of you, and I told you so."),
    note("family", 0..=25, "You spent the afternoon with {relative}. You were nervous on the way there and singing on the way back. You would like to go again in two weeks, and {relative} said yes to that too."),
    note("family", 0..=17, "Family time was cancelled this morning. It was not because of anything you did. You were sad and angry and both made sense. We went to {place} instead and walked until it felt a bit lighter."),
    note("family", 0..=17, "You and {relative} had words at the end of the visit. You waited, breathed, and went back to say goodbye properly. I saw how hard that was."),
    note("family", 0..=25, "You asked me to help you write to {relative}. You chose every word. It is posted, and you have kept a copy in your box."),
    note("family", 0..=25, "{Relative} came for tea. You laid the table yourself. There were some quiet minutes and then a lot of laughing about old photographs, and you asked to keep two of them."),
    note("family", 14..=25, "You told me what you remember about when you were small. I listened and did not ask for more than you wanted to say. You do not have to tell it again to anybody unless you choose to."),
    note("learning", 0..=15, "You went in every day this week. I know what Tuesday cost you. Your teacher for {lesson} told me you helped somebody else with their work."),
    note("learning", 0..=15, "We met your school together. You said that you learn better near the window and with breaks, and they wrote it into your plan. That was your idea and it was a good one."),
    note("learning", 0..=15, "A hard day at school: somebody said something about your family and you walked out. You came to the office and not to the gate, which was a safe choice. School is dealing with what was said."),
    note("learning", 0..=15, "You brought home your {lesson} project and let me put it up in the kitchen. You pretended not to mind. I think you were pleased."),
    note("learning", 15..=25, "We looked round the college. You asked three questions about {job} that I would not have thought of. The tutor remembered your name at the end."),
    note("learning", 16..=18, "Your results came. They were not all what you hoped for, and two were better. We rang the college together and your place is safe."),
    note("health", 0..=25, "You went to the dentist, after all that worrying. No treatment needed. You chose {drink} after as a reward, and I said that was the dentist's fault and not mine."),
    note("health", 0..=25, "We talked about sleep. You think the phone is part of it. You want to try leaving it on the landing for one week, and you will tell me honestly how it went."),
    note("health", 0..=25, "You said that talking to the life coach helps because there is no waiting room. You would like to carry on, on a walk if it can be done. I have asked, and it can."),
    note("health", 13..=25, "You told me that you had been feeling low since the weekend. Thank you for trusting me. We looked at what helps you: {thing}, {friend}, and an early night. I will see you tomorrow as well."),
    note("health", 14..=17, "You asked good questions at your health assessment and answered for yourself. You said I could stay in the room, and later that I could wait outside, and both were right."),
    note("home", 0..=20, "We put up the shelf and hung your pictures. You said that it looks like your room now. It does."),
    note("home", 0..=17, "You settled an argument about the television tonight by offering to go second. Nobody asked you to. People noticed, and so did I."),
    note("home", 0..=17, "You came back upset and slammed a door. Later you came down by yourself and told us what had happened. We would all rather know. You are safe here and you are liked here."),
    note("home", 0..=25, "We made a list of what helps when you are wound up: space first, then a drink, then one person and not three. It is on your page now, so that nobody needs to ask you again."),
    note("home", 16..=25, "You did your whole shop for the week with the money you had, and there was enough left for the bus. You are nearer to your own front door than you think."),
    note("home", 17..=25, "We read the tenancy together, all of it. You found the line about notice before I did. You would like to see the flat once more in daylight, so we are going on Friday."),
    note("good news", 0..=25, "You were picked for the team. You rang me before you told anybody else, and I was very proud to be that person."),
    note("good news", 0..=25, "You had guests for tea. You wanted {food}, no speeches, and {friend} to come. You got two of the three, and you were smiling during the speech."),
    note("good news", 0..=25, "Six weeks of being in when you said you would be. You said you would rather not make a fuss about it, so I am only writing it down. I noticed."),
    note("good news", 16..=25, "You had your trial day in {job} and they have asked you back. You were up before your alarm. Well done."),
    note("hard day", 0..=17, "You came in very late and I was worried. I was glad when I heard your key in the door. You said that you had needed to get away from the noise. Next time you will try ringing me from the bus stop, and I will come."),
    note("hard day", 0..=25, "Today was a sad date for you. We lit a candle as you had asked and you told me two stories I had not heard. Thank you for sharing them with me."),
    note("hard day", 0..=25, "You said some things in anger to the person who was trying to help. You also went back and put it right, in your own way, with a cup of tea. It was taken kindly."),
    note("hard day", 14..=25, "You told me that somebody older has been giving you things and asking for favours. You were brave to say it. You are not in trouble. We agreed together who needs to know, so that you are kept safe."),
    note("plan", 0..=17, "We got ready for your next review today. You had written three things on a card and you want to read them out yourself. We practised. I can get two of them agreed before then, and I am asking about the third."),
    note("plan", 0..=15, "You told the meeting that you do not want to move schools again. It is written down in your words, and the move is off. You changed that. {close}"),
    note("out and about", 0..=25, "We walked out to {place}. It rained sideways and you refused to turn back. We had {drink} in the car with the heater on, and talked about what you want to be doing in a year."),
    note("out and about", 0..=25, "You taught me about {thing} today and I was terrible at it. You were patient with me. You would make a good teacher. {close}"),
];
