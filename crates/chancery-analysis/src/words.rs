//! The classes of the data that the stages of the analysis name, looked up once.

use chancery_lexicon::Lexicon;
use chancery_model::Language;

macro_rules! words {
    ($($name:ident = $text:literal),* $(,)?) => {
        /// One bit a class; 0 when the data have no such class.
        #[derive(Debug, Clone, Copy, Default)]
        pub(crate) struct Words {
            $(pub $name: u128,)*
            /// The classes of Chinese words that can begin a predicate.
            pub predicates: u128,
            /// The classes of English words that can be a finite verb.
            pub finite: u128,
        }

        impl Words {
            pub fn new(lexicon: &Lexicon, language: Language) -> Self {
                let mut words = Self { $($name: lexicon.classes(language).find($text).unwrap_or(0),)* ..Self::default() };
                words.predicates = words.all_predicates();
                words.finite = words.all_finite();
                words
            }
        }
    };
}

words! {
    abolish = "abolish",
    act = "act",
    adhere = "adhere",
    agency_line = "agency_line",
    agent_state = "agent_state",
    agree = "agree",
    agree_view = "agree_view",
    base = "base",
    be = "be",
    call = "call",
    call_on = "call_on",
    carry_verb = "carry_verb",
    ceremony = "ceremony",
    channel_head = "channel_head",
    channel_kind = "channel_kind",
    commitment_noun = "commitment_noun",
    concern = "concern",
    contact_noun = "contact_noun",
    copula = "copula",
    courtesy = "courtesy",
    courtesy_title = "courtesy_title",
    cue_bare = "cue_bare",
    cue_strong = "cue_strong",
    cue_topic = "cue_topic",
    de = "de",
    deed = "deed",
    describing = "describing",
    determiner = "determiner",
    devote = "devote",
    discuss = "discuss",
    establish = "establish",
    evaluation = "evaluation",
    extendable = "extendable",
    filler = "filler",
    formulation_mark = "formulation_mark",
    formulation_prefix = "formulation_prefix",
    formulation_quoted = "formulation_quoted",
    hold = "hold",
    hold_event = "hold_event",
    hope = "hope",
    infinitive = "infinitive",
    intend = "intend",
    invite = "invite",
    invited_by = "invited_by",
    is_are = "is_are",
    joiner = "joiner",
    letter = "letter",
    list_mark = "list_mark",
    local_time = "local_time",
    mechanism_stop = "mechanism_stop",
    meet = "meet",
    meet_noun = "meet_noun",
    meeting = "meeting",
    noun_or_verb = "noun_or_verb",
    not_seek = "not_seek",
    of_parties = "of_parties",
    oppose = "oppose",
    ought_not = "ought_not",
    past = "past",
    press_asks = "press_asks",
    principle_prep = "principle_prep",
    promise = "promise",
    raise = "raise",
    reaffirm = "reaffirm",
    relationship = "relationship",
    regular = "regular",
    relative = "relative",
    resume = "resume",
    short_side = "short.side",
    should = "should",
    shows = "shows",
    since = "since",
    stance_noun = "stance_noun",
    state_visit = "state_visit",
    support = "support",
    support_verb = "support_verb",
    suspend = "suspend",
    talks = "talks",
    that = "that",
    they = "they",
    topic = "topic",
    topic_preposition = "topic_preposition",
    toward = "toward",
    under_way = "under_way",
    unnamed_speaker = "unnamed_speaker",
    urge = "urge",
    use_event = "use_event",
    verb = "verb",
    visit = "visit",
    visit_to = "visit_to",
    weak_head = "weak_head",
    welcome = "welcome",
    will = "will",
    willing = "willing",
    would = "would",
}

impl Words {
    const fn all_predicates(&self) -> u128 {
        self.willing
            | self.agree
            | self.agree_view
            | self.hope
            | self.urge
            | self.oppose
            | self.support
            | self.hold
            | self.welcome
            | self.promise
            | self.devote
            | self.act
            | self.use_event
            | self.establish
            | self.should
            | self.will
            | self.ought_not
            | self.copula
            | self.concern
            | self.invite
            | self.adhere
            | self.visit
            | self.talks
            | self.meeting
            | self.call
            | self.letter
            | self.hold_event
            | self.not_seek
            | self.deed
    }

    const fn all_finite(&self) -> u128 {
        self.past
            | self.verb
            | self.agree
            | self.promise
            | self.intend
            | self.reaffirm
            | self.support_verb
            | self.oppose
            | self.raise
            | self.urge
            | self.call_on
            | self.courtesy
            | self.discuss
            | self.meet
            | self.call
            | self.invite
    }
}
