"""The word lists of `words.py`: the weights of English words in needs and results.

Words are listed as people type them; where a comment says so, all forms of a word count. A few small words of German,
French, Spanish, Italian and Dutch are included.
"""

from vaultgen.learning.stems import stem

# Different spellings of one thing, if the short form means nothing else. Case-sensitive.
_SAME = {
    "Kubernetes": ("k8s", "K8s", "K8S"),
    "Postgres": ("PostgreSQL", "postgresql", "Postgresql", "postgreSQL"),
    "JavaScript": ("JS", "javascript", "Javascript"),
    "TypeScript": ("typescript", "Typescript"),
    "nodejs": ("Node.js", "node.js", "NodeJS", "Node JS"),
    "dotnet": (".NET", ".Net", ".net"),
    "golang": ("Golang",),
    "machine learning": ("ML",),
    "artificial intelligence": ("AI",),
    "continuous integration": ("CI/CD", "CI / CD", "CI CD", "CI-CD", "CI", "ci/cd"),
    "site reliability engineering": ("SRE", "sre"),
    "Amazon Web Services": ("AWS", "aws"),
    "Google Cloud": ("GCP", "gcp"),
    "accessibility": ("a11y",),
    "internationalisation": ("i18n",),
    "user experience": ("UX", "ux"),
    "quality assurance": ("QA",),
    "search engine optimisation": ("SEO", "seo"),
    "customer relationship management": ("CRM", "crm"),
    "profit and loss": ("P&L", "P & L"),
    "research and development": ("R&D", "R & D"),
    "human resources": ("HR",),
    "intensive care unit": ("ICU",),
    "electronic health records": ("EHR", "ehr"),
    "English as a second language": ("ESL", "esl"),
    "General Data Protection Regulation": ("GDPR", "gdpr"),
}
FULL = {short: full for full, shorts in _SAME.items() for short in shorts}

# Words that a name may contain or omit.
ARTICLES = frozenset("a an the my our your his her its their this that these those".split())

# Words without weight within a phrase, and those that end it.
INSIDE = frozenset(
    "abroad recently lately thirteen fourteen fifteen twenty thirty forty fifty sixty seventy eighty ninety a "
    "again all already also always an another any anybody anyone anything anywhere both das dem den der des die "
    "dozen each een eight ein eine einem einen einer either el eleven elles enough er even ever every everybody "
    "everyone everywhere few fewer first five four gli half he her here het him his hundred i ich il ils it its "
    "je just kein keine la las last le least les less lo los many me more most much my neither never new next "
    "nicht niet nine no nobody noone not nothing nous now nowhere often old one only other our own quarter really "
    "same second seven several she sie six so some somebody someone something somewhere still such ten the their "
    "them then there these they third this those thousand three too twelve two un una une us very vous we wir yet "
    "you your".split()
)
ENDING = frozenset(
    "aber about above across after against along am among and are aren't around as at att auf aus avec be "
    "because been before behind bei being below beneath beside between beyond but by can can't cannot che con "
    "could couldn't da dans de despite di did didn't do does doesn't doing don't down du during en es est et "
    "except for from für haben had hadn't has hasn't hat have haven't having how if im in including inside "
    "into is isn't ist like may met might mit must nach near non nor o och oder of off on onto ook op or ou "
    "out outside over par para past per por pour på que sans shall should shouldn't sin since sind som son "
    "sont sur than that through till to toward towards und under unless until up upon van via von voor war was "
    "wasn't werden were weren't what when whenever where whereas whether which while who whoever whom whose "
    "why will wird with within without won't would wouldn't y zu".split()
)

# Regular expressions for idioms in which a word has another meaning and no weight.
IDIOMS = (
    "absence of",
    "at the end of the day",
    "by return",
    "in (?:case|favour|favor|front|lieu|light|search|spite|terms|view) of",
    "loads? of",
    "on (?:board with|the board of)",
    "points? of view",
    "state of the art",
    "take on board",
    "wastes? of (?:time|money|space|paper|breath)",
)

# Words before something that is lacking or wanted.
LACK = frozenset(
    "behind can't cannot can’t couldn't couldn’t difficulty difficulties don't don’t doesn't doesn’t lack lacking "
    "lacks need needing needs nobody none noone problem problems shortage struggle struggles struggling trouble "
    "want wanted wants".split()
)

# Verbs whose object is the trouble: `the client threatens penalties`.
DREADING = frozenset(
    "dread dreads dreaded fear fears feared risks risked risking suffer suffers suffered suffering threaten threatens "
    "threatened threatening".split()
)

# Nouns that say that what stands before them goes wrong: `checkout drop-off`, `payroll errors`.
TROUBLE = frozenset(
    "backlog backlogs bottleneck bottlenecks chaos delay delays dropoff dropout dropouts error errors failures mess "
    "mistakes overruns problem problems trouble troubles".split()
)

# Subjects, with which a clause begins.
SUBJECTS = frozenset("everybody everyone he i it nobody noone she somebody someone they we you".split())

# Words before a verb.
DOING = frozenset("i you he she we they who to can could should must would will may might can't cannot won't".split())

# Prepositions and particles over which a phrase of general words goes on: `change of`, `looking after`, `giving out`.
OF = frozenset(("of",))
ONWARDS = OF | frozenset("about after around at for in of on out over round through to up with".split())

# Words that, between two others, make them a clause instead of a term.
APART = frozenset(
    "and or nor but who whom whose which that whether what when whenever where while whereas because if than as "
    "like can could cannot can't couldn't will would won't shall should must may might do does did don't doesn't "
    "didn't has have had is are was were am be been isn't aren't wasn't weren't without until unless so nobody".split()
)

# Forms of *be* and *get* before a participle.
BE = frozenset("am are be been being get gets getting got is was were".split())
HAVING = BE | frozenset("have has had".split())

# Those that continue a list, and those that begin a clause after a comma.
LISTING = frozenset("and or including plus und oder et ou y o".split())
CLAUSE = frozenset("and but so while whereas because cos cuz coz".split())

# Verbs as they follow a subject: they end a phrase and weigh as little as generic words, except those that are as often
# nouns.
VERBS = frozenset(
    "argue argues arrive arrived arrives ate became become becomes began begin begins break breaks broke buy buys "
    "came change changed changes come comes cost costs crash crashed crashes depend depends die died dies differ "
    "differs disagree disagrees drop dropped drops eat eats end ended ends fail failed fails fall falls feel "
    "feels fell forget forgets get gets go goes gone got gotten grew grow grows held hold holds keep keeps kept "
    "knew know knows lack lacks lag lags land lands leak leaks leave leaves left look looked looks lose loses "
    "lost made make makes miss missed misses need needed needs operate operates overrun overruns own owns pile "
    "piled piles ran rise rises rose run runs sat saw see seem seems sees sell sells sit sits slip slipped slips "
    "stall stalled stalls start started starts stay stayed stays stop stopped stops take takes took turn turned "
    "turns use used uses wait waited waits want wanted wants wear wears went work worked works climb climbs "
    "climbed creep creeps crept dip dipped dips double doubled doubles drag dragged drags happen happened happens "
    "hang hangs hung jump jumped jumps occur occurred occurs sank shrank shrink shrinks sink sinks slid slide "
    "slides soar soared soars suffer suffered suffers triple tripled triples worsen worsened worsens".split()
)
_NOUNS_TOO = frozenset("fall falls fell leak leaks crash crashes crashed".split())

# Generic words, in any form: by themselves they are never a match.
_GENERIC = frozenset(
    "ability account activity add analyst answer approach area ask autumn average bad best better big bill bring "
    "build business call candidate care case chance child city classroom client clinic close code colleague "
    "company complaint country create current customer cut daily data date day deal delete deliver department "
    "detail develop developer difference different difficult doctor double driver early employee empty engineer "
    "environment evening everything experience expertise export external factory family fast fault file find firm "
    "fix form full give global good great group guest hand handle hard head help high home hospital hour idea "
    "import improve increase information internal issue item job key kind kitchen knowledge lab laboratory large "
    "late lead learn learner level list load local long low main maintain manage management manager manual market "
    "mean meet member message method minute modern month monthly morning move name network night noon number "
    "nurse office open operation order organise page parent part partner patient pay people percent person piece "
    "place plan point poor practice previous problem process proper produce product production project provide "
    "pupil quality question quick rate read reader ready real reason recent record reduce regional reliable "
    "remove report request restaurant result review right risk role room rule safe save school screen section "
    "serve service set share shift shop short show simple site skill slow small software solution speak spring "
    "staff standard state step strategy strong student summer supplier support system talk task teach teacher "
    "team tech technical technology tell term test thing ticket time today tomorrow tool topic total train "
    "training type understand unit update user value vendor ward way week weekly whole winter worker world worse "
    "write year yearly yesterday young".split()
)
GENERIC = frozenset(map(stem, _GENERIC | (VERBS - _NOUNS_TOO))) - set(map(stem, _NOUNS_TOO))

# Names of whole trades, in any form: skills, but too wide to be what a problem is about.
_TRADE = frozenset(
    "accounting administration analytics banking catering consult cook design engineering finance law legal "
    "logistic marketing medicine nurse programming research sale science security teach write writing".split()
)
TRADE = frozenset(map(stem, _TRADE))

# What one has or has not, whatever one has done: a result of the same trade does not show it. A licence it does:
# without one, nobody drives a forklift for years.
PAPERS = frozenset(map(stem, "accreditation certificate certification clearance degree diploma visa".split()))

# Words before a skill, in any form, that only say that it is wanted or lacking.
SOFT = frozenset(
    "ability aptitude background comfort comfortable command competence confidence confident deep erfahrung "
    "excellent experience experienced experiencia expert expertise expérience familiar familiarity feel "
    "fluency fluent good grasp great hand handle interest kenntnis knack know knowledge lack limited little number "
    "passion patience practice proficiency proficient proven record share shortage skill skilled solid someone "
    "strong taste track understand understanding use will willingness work year".split()
)

# Small words that show the language of a text.
FOREIGN = frozenset(
    "att auf avec che con dans das dem den der des di die du een ein eine el est et für het ikke il im ist las "
    "le les los mit nicht nie niet non och og para per por på que sind się som sono sur una und une van von "
    "voor wir zu".split()
)
ENGLISH = frozenset("the of and to is are that with from they their our for who which have has nobody this it".split())

# Words for people, work and time in general, which make no term with a content word.
PERSONAL = frozenset(
    map(
        stem,
        "people person colleague team staff worker employee member someone job work working thing way place business "
        "company time day week month year hour morning evening number part use".split(),
    )
)

# Tools that people also write in lower case. A result is reached with a tool, and hardly shows it.
TOOLS = frozenset(
    "airflow angular ansible asana athena aws azure bash bigquery c# c++ confluence databricks datadog dbt django "
    "docker dynamics elasticsearch erlang excel figma flask git github gitlab golang google grafana hubspot "
    "illustrator indesign java javascript jenkins jira k8s kafka kotlin kubernetes laravel linux looker matlab "
    "mongodb mysql netsuite node nodejs notion oracle outlook perl photoshop php postgres postgresql powerpoint "
    "prometheus python pytorch qgis quickbooks rabbitmq rails react redis revit ruby rust sage salesforce sap "
    "scala servicenow sharepoint shopify slack snowflake spark splunk spss sql sqlite swift tableau teams "
    "tensorflow terraform trello typescript vue windows word wordpress workday xero zendesk autocad solidworks".split()
)

# Names that are ordinary words in lower case.
WORDS_TOO = frozenset(
    "access aid asana aim calm care cobra excel express flask go greenhouse impact lean lever lightroom notion "
    "outlook prince rails react rest ruby rust sage scope scrum slack smart soap spark spin spring star swift "
    "teams unity word workday".split()
)

# Generic words that only say how something is, or whose: they do not change the meaning of a name after them.
LEAVING = frozenset(
    map(
        stem,
        "average bad best better big current difficult double early empty external internal fast full good great hard "
        "high key large late local long low main manual modern monthly open poor previous proper quick ready real "
        "recent regional reliable safe short simple slow small standard strong technical weekly whole worse yearly "
        "young daily candidate client colleague customer employee guest nurse parent partner patient people person "
        "pupil staff student supplier teacher team user vendor worker doctor driver engineer family developer child "
        "home hospital school city country company department factory firm office restaurant shop site".split(),
    )
)
