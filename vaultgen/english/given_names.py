"""Lists of names that tell the order of a person's name: given names, and family names that come first.

The lists need not be complete: a name whose order is not certain is written in full.
"""

GIVEN = frozenset(
    "aaron abdul abigail abdullah ada adam adaeze adele adrian adriana aditi agata agnes agnieszka ahmed ahmet aidan "
    "aiko aisha akin akiko alan alana albert alberto alejandra alejandro aleksander aleksandra alessandra alessandro "
    "alex alexander alexandra alexis alfred ali alice alicia alina alison alistair allison alma alok amanda amber "
    "amelia amina amir amit amy ana anand anastasia anders andrea andreas andrei andrew andrzej andy angela angelika "
    "angus anika anil anita anja anjali anke ann anna annabel anne anneke annette annika anthony antoine anton "
    "antonia antonio anya april arjun arne arnold arthur arun arvind asha ashley astrid audrey august aurelie aurora "
    "ava axel ayesha ayo ayse ayşe barbara barry bart bartosz bea beatrice beatriz ben benedict benjamin bernadette "
    "bernard bernd berta beth bettina bianca bill birgit björn bo bob bogdan bonnie brandon brenda brian bridget "
    "brigitte bruno bryan camille carl carla carlos carmen carol carolina caroline carsten cassandra caterina "
    "catherine cathy cecilia cecile celia celine cem chad chandra charles charlotte chantal cheryl chiara chidi "
    "chiamaka chinedu chinwe chloe chris christa christian christiane christina christine christoph christophe "
    "christopher cindy claire clara claude claudia claus clive colin colleen connor constance constanze cornelia "
    "craig cristina curtis cynthia daisy dale damian dan dana daniel daniela danielle dario darren dave david dawn "
    "deborah deepa deepak deirdre delphine denis denise dennis derek devika diana diane diego dieter dimitri dmitri "
    "dolores dominic dominik dominique donald donna doreen doris dorothea dorothy doug douglas duncan dylan ebony "
    "eddie edgar edith edmund eduardo edward edwin eileen elaine eleanor elena elias elif elisa elisabeth elizabeth "
    "elke ellen elliot elsa else emil emilia emily emma emmanuel emre enrico enrique eric erica erik erika erin "
    "ernest ernst esra esther ethan eugene eva evan eve evelyn fabian fabien farah fatima fatma federico felicity "
    "felipe felix femke fernanda fernando filip finn fiona florence florian frances francesca francesco francis "
    "francisco franck françois françoise frank franz fred frederic frederick frederik freya frieda friederike "
    "friedrich gabriel gabriela gabriele gareth garry gary gavin gemma geoff geoffrey georg george georgia gerald "
    "geraldine gerard gerd gerhard gertrud giancarlo gianna gillian gina giorgio giovanni giulia giuseppe gloria "
    "gordon grace graeme graham greg gregor gregory greta grzegorz guido guillaume gunnar günter günther gustav guy "
    "gwen hakan halima hamza hanna hannah hannes hans harald harold harriet harry hasan hassan heather heidi heike "
    "heiko heinrich heinz helen helena helene helga helmut hendrik henri henrik henry herbert hermann hilary hilda "
    "hiroshi holger holly horst howard hubert hugh hugo ian ibrahim ida idris ifeoma igor ilka ilona ilse imani imran "
    "ines inga inge ingo ingrid irena irene irina iris isaac isabel isabella isabelle ismail ivan ivana ivy jack "
    "jackie jacob jacqueline jacques jake jakob jakub james jamie jan jana jane janet janice janina jared jasmine "
    "jason javier jay jean jeanette jeff jeffrey jenna jennifer jenny jens jeremy jerome jessica jill jim jo joachim "
    "joan joana joanna joanne joao jochen jodie joe joel joerg johan johann johanna johannes john johnny jolanta jon "
    "jonas jonathan jordan jorge josé jose josef joseph josephine josh joshua joss joy joyce juan juana judith judy "
    "jürgen julia julian juliana julie juliet julius june justin justyna kamal kamila karen karim karin karina karl "
    "karla karolina karsten kasia kate katarina katarzyna katerina katharina katherine kathleen kathrin kathryn kathy "
    "katie katja katrin kavita kay keith kelly kemal ken kenji kenneth kerry kerstin kevin khadija khalid kiran "
    "kirsten kirsty klaus kofi konrad kristen kristin kristina krystyna kumar kurt kwame kyle lakshmi lara larry lars "
    "laszlo laura lauren laurence laurent lea leah leila lena lenka leo leon leonard leonie leslie leticia lewis liam "
    "lidia lilian liliana lilly lily linda lindsay lisa liz logan lois lorenzo lorna lorraine louis louisa louise luc "
    "luca lucas lucia lucie lucy ludwig luigi luis luisa lukas luke lydia lynn maciej madeleine magda magdalena "
    "mahmoud maja malcolm malik malte manfred manuel manuela mara marc marcel marcela marcelo marcin marco marcos "
    "marcus marek margaret margarita margot maria maría mariam marian mariana marianne marie marieke marina mario "
    "marion marisa marjorie marko markus marlene marta martha martin martina martine martyn mary maryam mateo mateusz "
    "mathias mathilde mats matt matteo matthew matthias maureen maurice max maximilian maxine maya megan mehdi mehmet "
    "meike mei melanie melissa mercedes meredith michael michaela michal michel michele michelle mick miguel mike "
    "mikael milan milena miranda miriam mohamed mohammad mohammed moira mona monica monika monique morag moritz "
    "morten moses muhammad murat mustafa nadia nadine nana nancy naomi natalia natalie natasha nathan nathalie neil "
    "nia niamh nicholas nick nicola nicolas nicole nigel nikhil niklas nikolai nina nisha nora norbert norma norman "
    "nuno odile ola oksana olaf ole oleg olga oliver olivia olivier olu omar oskar oscar osman otto owen pablo paloma "
    "pam pamela paolo pascal pat patrice patricia patrick paul paula pauline pavel pawel pedro peggy penelope penny "
    "per pete peter petra phil philip philipp philippa philippe phoebe phyllis pierre piotr pooja priti priya rachel "
    "radek rafael rahul rainer raj rajesh ralf ralph ramona randy raphael rashid raul ravi raymond rebecca regina "
    "reiner renata renate rené rhona ricardo richard rita rob robert roberta roberto robin rodrigo roger roland rolf "
    "roman ronald rory rosa rosalind rose rosemary ross roy rüdiger rukmini rupert russell ruth ryan sabine sabrina "
    "sadia sally salma sam samantha samir samira samuel sandeep sandra sanjay sara sarah sascha sean sebastian selim "
    "serena serge sergei sergio seth shane sharon shauna sheila shirley shreya sibylle sigrid silke silvia simon "
    "simona simone siobhan sofia sonia sonja sophia sophie stefan stefanie stella stephan stephanie stephen steve "
    "steven stewart stuart sue sunil sunita susan susana susanne suzanne sven svenja svetlana sylvia sylvie tamara "
    "tanja tanya tara tariq tatiana ted teresa terry thandiwe thea theo theresa thierry thomas thorsten tim timo "
    "timothy tina tobias todd tom tomas tomasz toni tony torsten tracey tracy trevor tunde udo ulrich ulrike umar urs "
    "ursula ute uwe valentina valerie vanessa vera veronica veronika vicky victor victoria vijay vikram viktor "
    "vincent viola violet virginia vivek vivian volker waltraud wanda wayne wendy werner wiebke wilhelm will william "
    "wojciech wolfgang xavier yasmin yolanda yusuf yves yvette yvonne zainab zara zeynep zoe ngozi amaka emeka chika "
    "obinna folake yetunde bisi sade sipho zanele lerato thabo".split()
)

# Given names that are family names as well: at the end of a name they say nothing of its order.
GIVEN_AND_FAMILY = frozenset(
    "adam alan alexander ali andrew anthony arnold arthur august austin barry benjamin bernard bo bruno carl charles "
    "christian claude craig curtis dale daniel david denis dennis dominic donald douglas duncan edmund edward elliot "
    "ernst eugene evan florence francis frank franz frederick gabriel gerard george gordon grace graham gregory guy "
    "hamza harold harry hassan henry herbert hermann horst howard hubert hugh ibrahim idris isaac jacob james jordan "
    "joseph joy joyce julian june khan konrad kumar kurt lambert lars laurence laurent leon leonard leslie lewis "
    "logan louis ludwig lucas luke lynn malik marcel marcus mario marion marshall martin mathias matthew matthias "
    "maurice michael michel miller mohamed moses nathan neil nicholas nicolas norman oliver oscar otto owen pascal "
    "patrick paul peter philip philippe pierre ralph raj rashid raymond richard robert roland roman rose ross roy "
    "rupert russell ryan samuel scott sebastian simon stephen stephan stewart stuart sylvester terry thomas timothy "
    "todd tomas tracy victor vincent virginia wayne werner wilhelm william xavier ahmed abdullah omar osman mahmoud "
    "mustafa muhammad mohammed mohammad singh".split()
)

# Chinese, Korean, Vietnamese, Japanese and Hungarian family names, which are often written first.
FAMILY_FIRST = frozenset(
    "bai cai cao chan chang chao chen cheng cheung chi chiu choi chou chow chu chung cui dai deng ding dong du duan "
    "fan fang feng fong fu gao geng gong gu guan guo han hao he ho hong hou hsieh hsu hu huang hui jia jiang jin jung "
    "kang kim ko kong kuo kwan kwok kwon lai lam lau law lee lei leung li liang liao lim lin ling liu lo long loo lu "
    "luo ma man mao meng mo mok ng ni ning oh ong pan pang park peng qian qiao qin qiu ren ryu seo shao shen sheng "
    "shi shin sim sin song su suh sun tan tang tao teng teo tian tong tsai tsang tse tsui wan wang wei wen wong woo "
    "wu xia xiang xiao xie xin xing xiong xu xue yan yang yao ye yeh yi yim yin ying yoo yoon yu yuan yue yun zeng "
    "zhai zhang zhao zheng zhong zhou zhu zhuang zou bae baek byun cha cho chun gil goo gwak han heo hwang jang jeon "
    "jeong jo joo jun ju kwak min moon nam noh pak ra rhee roh shim son won yeo nguyen nguyễn tran trần le lê pham "
    "phạm huynh huỳnh hoang hoàng vu vũ vo võ dang đặng bui bùi do đỗ ngo ngô duong dương ly lý dinh đinh phan trinh "
    "trịnh sato suzuki takahashi tanaka watanabe ito yamamoto nakamura kobayashi kato yoshida yamada sasaki yamaguchi "
    "matsumoto inoue kimura hayashi shimizu saito mori abe ikeda hashimoto ishikawa ogawa okada fujita nagy kovács "
    "kovacs tóth toth szabó szabo horváth horvath varga kiss molnár molnar németh nemeth farkas balogh papp takács "
    "takacs juhász juhasz lakatos mészáros meszaros oláh olah simon rácz racz fekete szilágyi szilagyi".split()
) - {"simon"}

# Two given names that make one: `María José Ruiz`, `Jean Pierre Blanc`, `Beth Ann Coulter`.
JOINED_FIRST = frozenset(
    "maría maria josé jose juan ana luis miguel jean marie anne anna karl hans klaus mary beth sarah billy bobby jo "
    "jim pier gian giovanni luca carlo john joe john martha sue rosa lisa eva carlos pedro francisco joão joao".split()
)
JOINED_LAST = frozenset(
    "josé jose maría maria luis carlos miguel ángel angel antonio manuel pablo jesús jesus teresa isabel carmen pilar "
    "elena paula fernando ramón ramon pierre paul luc claude marc louis françois christophe philippe jacques marie "
    "laure sophie lena lisa katharina heinz peter georg dieter jürgen joachim ann anne jane lou jo kate beth ellen "
    "sue rose grace carlo paolo franco luca battista bob joe ray lynn jean alice may elizabeth pedro".split()
)
