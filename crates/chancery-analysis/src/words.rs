//! The classes of the data that the stages of the analysis name, looked up once.

use chancery_lexicon::Lexicon;
use chancery_model::Language;

macro_rules! words {
    ($($name:ident = $text:literal),* $(,)?) => {
        /// One bit a class; 0 when the data have no such class.
        #[derive(Debug, Clone, Copy)]
        pub(crate) struct Words { $(pub $name: u128),* }

        impl Words {
            pub fn new(lexicon: &Lexicon, language: Language) -> Self {
                Self { $($name: lexicon.classes(language).find($text).unwrap_or(0)),* }
            }
        }
    };
}

words! {
    act = "act",
    agent_state = "agent_state",
    agree = "agree",
    agree_view = "agree_view",
    call = "call",
    ceremony = "ceremony",
    concern = "concern",
    courtesy = "courtesy",
    cue_strong = "cue_strong",
    cue_that = "cue_that",
    cue_topic = "cue_topic",
    de = "de",
    done = "done",
    establish = "establish",
    formulation_mark = "formulation_mark",
    formulation_quoted = "formulation_quoted",
    hope = "hope",
    host = "host",
    infinitive = "infinitive",
    invite = "invite",
    joiner = "joiner",
    filler = "filler",
    letter = "letter",
    mechanism_stop = "mechanism_stop",
    meeting = "meeting",
    meet_noun = "meet_noun",
    ought_not = "ought_not",
    past = "past",
    per = "per",
    principle_prep = "principle_prep",
    progressive = "progressive",
    resume = "resume",
    should = "should",
    state_visit = "state_visit",
    suspend = "suspend",
    abolish = "abolish",
    talks = "talks",
    that = "that",
    topic = "topic",
    toward = "toward",
    urge = "urge",
    use_event = "use_event",
    verb = "verb",
    visit = "visit",
    carry_verb = "carry_verb",
    channel_head = "channel_head",
    adhere = "adhere",
    not_seek = "not_seek",
    deed = "deed",
    since = "since",
    contact_noun = "contact_noun",
    extendable = "extendable",
    formulation_prefix = "formulation_prefix",
    weak_head = "weak_head",
    channel_kind = "channel_kind",
    under_way = "under_way",
    shows = "shows",
    agency_line = "agency_line",
    list_mark = "list_mark",
    pass_through = "pass_through",
    invited_by = "invited_by",
    local_time = "local_time",
    determiner = "determiner",
    be = "be",
    base = "base",
    they = "they",
    gerund = "gerund",
    intend = "intend",
    reaffirm = "reaffirm",
    support_verb = "support_verb",
    raise = "raise",
    discuss = "discuss",
    meet = "meet",
    call_on = "call_on",
    commitment_noun = "commitment_noun",
    visit_to = "visit_to",
    will = "will",
    willing = "willing",
    is_are = "is_are",
    relationship = "relationship",
    support = "support",
    hold = "hold",
    oppose = "oppose",
    welcome = "welcome",
    promise = "promise",
    devote = "devote",
    hold_event = "hold_event",
    copula = "copula",
    adverb_list = "list_opener",
}

impl Words {
    /// The classes of Chinese words that can begin a predicate.
    pub const fn predicates(&self) -> u128 {
        self.willing | self.agree | self.agree_view | self.hope | self.urge | self.oppose | self.support | self.hold | self.welcome | self.promise | self.devote
            | self.act | self.use_event | self.establish | self.should | self.will | self.ought_not | self.copula | self.concern | self.invite | self.adhere
            | self.visit | self.talks | self.meeting | self.call | self.letter | self.hold_event | self.not_seek | self.deed
    }

    /// The classes of English words that can be a finite verb.
    pub const fn finite(&self) -> u128 {
        self.past | self.verb | self.agree | self.promise | self.intend | self.reaffirm | self.support_verb | self.oppose | self.raise | self.urge | self.call_on | self.courtesy | self.discuss | self.meet | self.invite
    }
}
