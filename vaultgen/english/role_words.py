"""Words of which job titles and departments are made, in small letters."""

# Words of which roles are made, in small letters; those that are names as well (`dean`, `page`, `cook`) are not here.
ROLES = frozenset(
    "accountant administrator advisor adviser agent analyst analysts apprentice architect artist assistant attorney "
    "auditor boss broker buyer ceo cfo chief chro cio ciso cmo coach colleague colleagues commander consultant "
    "controller coo coordinator counsel cpo cro cto counselor counsellor ceo deputy designer designers dev developer "
    "developers devs director directors doctor editor electrician employee employer engineer engineers executive "
    "expert foreman founder generalist gp head headhunter headteacher hiring hr human interviewer interviewers intern "
    "janitor lawyer lead leader librarian manager managers matron md mechanic member members nurse nurses officer "
    "operator operations owner panel paralegal partner partners people person personnel pharmacist physician planner "
    "pm president principal producer product professor programmer proprietor receptionist recruiter recruiters "
    "recruitment representative researcher reviewer scientist secretary specialist sre staff superintendent supervisor "
    "surgeon svp talent teacher teachers teammate teammates technician tester therapist trainer translator vp evp "
    "writer guy guys lady gentleman somebody someone nobody man woman anyone everybody everyone them they him her he "
    "she chefin geschäftsführer geschäftsführerin geschäftsführung inhaber inhaberin vorstand personalabteilung "
    "personaler personalerin personalreferent personalreferentin abteilungsleiter abteilungsleiterin leiter leiterin "
    "leitung rh drh directeur directrice responsable recruteur recruteuse gérant gérante ansprechpartner "
    "trustee trustees steward dispatcher estimator bookkeeper caretaker lifeguard paramedic midwife dentist optician "
    "archivist registrar bursar mgr mngr supt supervisors dir coord "
    "ansprechpartnerin mitarbeiter mitarbeiterin kollege kollegin".split()
)
# What may stand beside a role, and makes none alone.
BESIDE = frozenset(
    "a an the of and & for in from at to with de du des la le les der die das den dem für und d new senior junior sr "
    "jr associate assistant acting interim regional global national local general managing vice executive technical "
    "tech engineering software hardware data product marketing sales finance financial legal it operations design "
    "research development business digital customer support security cloud platform infrastructure machine learning "
    "ai ml backend frontend back front end full stack fullstack mobile web site reliability devops qa quality test "
    "human resources resource talent acquisition people culture office team project program programme account "
    "accounts content creative art supply chain procurement purchasing logistics medical clinical nursing hospital "
    "school department division group company hiring external internal agency two three four five six several some "
    "other another his her their our my your this that main chief staff principal lead head unknown young old nice "
    "tall blonde one both success experience relations strategy planning insights growth delivery production "
    "transformation innovation compliance risk audit analytics science services service systems networking networks "
    "board union safety parent student asst gen mktg brand "
    "facilities maintenance recruiting staffing sourcing onboarding payroll billing ops store shop warehouse ward "
    "charge shift floor kitchen practice plant branch area regional duty estates lettings".split()
)
