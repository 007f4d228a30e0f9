"""Words around a date that tell what it is: a deadline, a beginning, a habit, a thing of the past."""
# ruff: noqa: RUF001 - the Cyrillic letters are meant

UNTIL = r"until|untill|till?|up to|до|bis(?: zum| am| an)?|hasta(?: el)?"
"""Words that end a duration; beside a verb of the past they tell how long something lasted."""

DEADLINE = (
    r"by|before|no later than|not later than|due(?: (?:on|by|date))?|deadline(?: is)?(?: on)?"
    r"|latest(?: by| on)?|ready (?:by|for|on)"
    rf"|{UNTIL}|к|ко|дедлайн|термін|крайній термін|срок|крайний срок|не п[іо]з(?:ніше|же"
    r"|днее)(?: (?:ніж|чем|за))?"
    r"|не позднее|перед|время до|здати|сдать|bis(?: spätestens)?(?: zum| am| an)?|(?:aller)?spätestens(?: am"
    r"| bis| zum)?|vor(?: dem)?|fällig(?: am)?|frist|abgabe(?:termin)?|stichtag"
    r"|para|pa|antes del?|a más tardar|como (?:muy tarde|máximo)|tope|plazo|fecha (?:límite"
    r"|tope)|zum|eod|asap by|avant(?: le)?|entro(?: il)?|voor|przed"
)
"""Words that make the date directly behind them a deadline."""

SERVING = (
    r"for|before|by the time|until|in time for|ready|reservate|für(?:s)?|vor|zu[mr]?|bis"
    r"|bevor|ehe|до|к|ко|для"
    r"|на(?! (?:табло|екран|экран|сайт|афіш|афиш|сторін|страниц|диспле|карт|вход|двер|рецепц)\w*)"
    r"|перед|перш ніж|пока|поки не"
    r"|para|pa|antes del?|antes de que"
)
"""Words that, a few words before a date, name what the work is for: "for the demo on Friday"."""

TAIL = (
    r"at the latest|latest|tops|or sooner|or earlier|deadline|(?:is|would be|will be) (?:\w+ ){0,2}"
    r"(?:deadline"
    r"|fine|enough|ok|okay|good|plenty)|works|will do|is when (?:it|we|they) need\w*"
    r"|(?:—|–|-) ?(?:дедлайн|крайній|крайний|срок|термін)|(?:цілком )?(?:вистачить|досить"
    r"|підійде)|(?:вполне )?(?:хватит|достаточно|подойд[её]т|сойд[её]т)"
    r"|reicht|genügt|passt|ist (?:\w+ ){0,2}(?:frist|deadline|abgabe|stichtag|früh genug"
    r"|okay|ok)|es (?:la |el )?(?:fecha|límite|plazo|tope)|(?:me )?(?:basta|vale|sirve)"
    r"|está bien|es suficiente"
    r"|найпізніше|крайній|максимум|самое позднее|крайний срок"
    r"|spätestens|(?:aller)?spätestens|a más tardar|como (?:muy tarde|máximo|mucho)|sin falta|tope"
)
"""Words that make the date before them a deadline."""

BEGINNING = (
    r"since|from|after|as of|starting|beginning|not before|instead of|rather than|ever since"
    r"|з|із|від|після|замість|починаючи з"
    r"|с|со|от|после|вместо|начиная с|seit|ab|von|vom|nach|statt|anstatt|nicht vor"
    r"|desde|después del?|a partir del?|en (?:vez|lugar) del?|luego del?|dated|датован\w+"
)
"""Words that make the date behind them a beginning: never a deadline."""

AFTER = rf"{BEGINNING}|de|of|del"
"""Words that make a bare date behind them a beginning, or the date of a thing: "the update of 5 May"."""

ARTICLES = (
    r"the|am|dem|den|zum|der|el|la|los|las|this|on|at|um|o|о|об|в|во|у|на|a las|a la|day of"
    r"|in|im|около|ca|circa|gegen|approx|around"
)

EVERY = r"every|each|кожн\w+|щ[оo]|кажд\w+|jede[nrms]?|cada|todos los|todas las|los|por los|по"
"""Before a weekday these tell of a habit."""

DAILY = (
    r"every ?(?:day|week|month|morning|time|night)|daily|weekly|each (?:day|time)|щодня"
    r"|щотижня|щоразу|кожного дня|кожен раз|каждый (?:день|раз)|каждую неделю|ежедневно"
    r"|jeden (?:tag|morgen|abend)|jede (?:woche|nacht)|täglich|immer (?:um|wenn)|jedes mal"
    r"|todos los días|cada (?:día|semana|vez|mañana|noche)|a diario"
)
"""In a sentence these make its times those of a habit."""

NOT_BEFORE = (
    r"not (?:before|until)|не раніше(?: ніж)?|не раньше(?: чем)?|nicht vor|no antes del?"
    r"|erst(?: am| ab| um| zum)?|frühestens(?: am)?|only(?: on| by| from| until)?|только(?: к| в| на| до| с)?"
    r"|лише(?: до| в| у| на| з)?|тільки(?: до| в| у| на| з)?|s[óo]lo(?: el| a| hasta| para)?"
)

EXPIRY = (
    r"expires?(?: on)?|runs out(?: on)?|lapses(?: on)?|закінчується|спливає|спливе"
    r"|истекает|заканчивается|кончается"
    r"|vence|caduca|expira|läuft(?: ab| aus)?(?: am)?|verfällt(?: am)?"
)
"""Directly before a date these make it a deadline, where the message asks for something."""

NEGATED = r"not|\w+n['’]t|nicht(?: mehr)?|не|never|nie|no(?= (?:para|pa|antes|hasta))"
"""Directly before a deadline word these take it back: "not by Friday"."""

CANCELLED = (
    r"no need|not? (?:be )?(?:needed|necessary|required)|no longer|needn['’]?t|(?:don['’]?t"
    r"|doesn['’]?t|do not|does not) (?:have to|need)|cancel+ed|called off|scrap(?:ped)? (?:it"
    r"|that)"
    r"|не треба|не потрібн\w+|вже не|не обов\S{1,2}язково|скасован\w+|скасову\w+|не актуальн\w+"
    r"|неактуальн\w+|відпала"
    r"|не надо|не нужн\w+|уже не|не обязательно|отмен\w+|отпала|больше не нужно"
    r"|nicht nötig|nicht mehr|brauch\w* (?:\w+ ){0,3}(?:nicht|nix)|muss (?:\w+ ){0,3}nicht|entfällt"
    r"|abgesagt|gestrichen|erledigt"
    r"|no hace falta|ya no|no es necesari\w+|cancelad\w+|no (?:tiene|hay) que|se suspende"
)
"""In the same clause these take the work, or its date, back."""

CORRECTION = (
    r"no|nope|sorry|scratch that|strike that|i mean(?:t)?|actually|make (?:it|that)|rather"
    r"|correction|wait|oops|ні|точніше|тобто|вибач\w*|ой|перепрошую|хоча ні|краще"
    r"|нет|вернее|точнее|то есть|извини\w*|лучше|хотя нет|nein|quatsch|ach nein|sorry|besser"
    r"|korrektur|vielmehr|moment|doch lieber|lieber|beziehungsweise"
    r"|mejor dicho|perdón|perdon|digo|corrijo|mejor|quiero decir"
)
"""Between two dates these replace the first by the second."""

PAST_VERBS = (
    r"was|were|wasn['’]?t|did|didn['’]?t|had|has been|have been|hasn['’]?t|failed|crashed"
    r"|broke|happened|started|stopped|went|got|deployed|noticed|saw"
    r"|dropped|died|released|shipped|updated|upgraded|moved|cancelled|sent|came|arrived"
    r"|began|reported|missed|lost|fell|left|paid|bought|ordered|held|spent|told|said|took"
    r"|visited|met|signed|tried"
    r"|не працюва\w+|злама\w+|[ву]па(?:в|ла|ло|ли)|зникл?\w*|переста(?:в|ла|ло|ли)|бу(?:в"
    r"|ла|ло|ли)|стало?ся|відбу(?:вся|лася|лося|лися)"
    r"|приї(?:хав|хала|хали)|пришо?в|прийшл\w+|надісла(?:в|ла|ли)|зробил[аи]|зробив|почал[аои]?ся"
    r"|почав(?:ся)?|оновил\w+|випустил\w+|замовил\w+|бачил\w+|бачив|ходил\w+|купил\w+|забув"
    r"|забули|отримал\w+"
    r"|упал[аио]?|сломал\w*|не работал\w*|перестал\w*|был[аои]?|случил\w+|пропал\w*|сдох\w*"
    r"|слетел\w*|пришл[аои]|пришёл|пришел|прислал\w*|отправил\w*|сделал\w*|начал(?:ась"
    r"|ось|ся|ись|и)|обновил\w*|выпустил\w*|заказал\w*|видел\w*|ходил\w*|купил\w*|забыл\w*"
    r"|получил\w*|прошёл|прошел|прошл[аио]|стоял\w*|приехал\w*"
    r"|war(?:en|st)?|hatten?|hattest|wurden?|ging(?:en)?|gab(?:en)?|fiel(?:en)?|kam(?:en)?|lief(?:en)?"
    r"|standen|blieb(?:en)?|lag(?:en)?|brach(?:en)?|ließ(?:en)?|abgestürzt|ausgefallen"
    r"|(?:hat|haben|habe|hast|habt|hab|ist|sind|bin) (?:[^\s,.;!?]+ ){0,6}(?:ge[^\s,.;!?]+(?:t"
    r"|en)|[^\s,.;!?]+(?:iert|gefallen|gegangen|gekommen|gestürzt|gehört|gesagt)|ver[^\s,.;!?]+t"
    r"|entlüftet|bekommen)"
    r"|fall[óo]|cay[óo]|fue(?:ron)?|era|estaba|dejó|pasó|ocurri[óo]|rompi[óo]|empez[óo]"
    r"|hubo|estuv\w+|tuv(?:o|e|ieron)|vino|hizo|dijo|\w{2,20}(?:aron|ieron|aban|aba|ó)|mand[óé]|envi[óé]|llegó|llegué"
    r"|salió|salí|he \w+[ai]do|ha \w+[ai]do|han \w+[ai]do"
    r"|\w{2,20}(?:ав|ив|ув|яв)(?:ся)?|\w{2,20}(?:ала|ила|ула|яла|али|или|ули|яли|ало|ило)(?:ся"
    r"|сь)|\w{2,20}(?<!нач)(?<!снач)(?:ала|ила|ула|яла|ало|ило)"
    r"|(?!материал|персонал|канал|журнал|финал|портал|квартал|сигнал|капитал|терминал|филиал"
    r"|оригинал|отдел|предел|потенциал|сериал|вокзал|профил)"
    r"\w{2,20}(?:ал|ил|ул|ял|ел|ыл)(?:ся)?"
)
"""Verbs that tell of something that happened: a bare date beside them is no deadline."""

TAKEN = (
    r"i['’]?ll (?:do|take|handle|send|fix|finish|sort|get|have|bring|prepare|deliver|submit"
    r"|write|check|look|update|ship|push|pay|call|order|book|pick|drop|email|deal|make"
    r"|be done|review|cover)"
    r"|i (?:will|am going to|can) (?:do|take|handle|send|fix|finish|sort|get|have|bring"
    r"|prepare|deliver|submit|write|check|update|ship|push|pay|call|order|book)|i['’]?m (?:on it"
    r"|going to|gonna)|leave it (?:to|with) me|you['’]?ll have it|i['’]?ve got this"
    r"|беру на себе|я (?:сам\w{0,2} )?(?:зроблю|здам|надішлю|скину|підготую|перевірю|куплю"
    r"|заберу|візьму|закрию|допишу|відправлю|оновлю|виправлю|подзвоню|принесу)|займуся"
    r"|займусь|візьмуся"
    r"|беру на себя|я (?:сам\w{0,2} )?(?:сделаю|сдам|отправлю|скину|пришлю|подготовлю|проверю"
    r"|куплю|заберу|возьму|закрою|допишу|обновлю|исправлю|позвоню|принесу)|возьмусь|разберусь"
    r"|übernehm\w* ich|ich (?:übernehme|mache|kümmere|schicke|erledige|liefere|bringe|bestelle"
    r"|prüfe|schreibe|bezahle|hole)|mach(?:e)? ich|kümmere? ich|bin dran|schicke? ich|erledige? ich"
    r"|bekommst du von mir|kriegst du von mir"
    r"|me encargo|me ocupo|lo hago yo|yo (?:lo|la|me|te) \w+|ya lo (?:hago|mando)|te lo (?:mando"
    r"|paso|envío|tengo|entrego)|lo tienes|lo tendrás|lo tendréis"
)
"""What somebody says who does the work without being asked; a date beside it is a promise."""

AWAY = (
    r"(?:i['’]?m|i am|we['’]?re|she['’]?s|he['’]?s|is|are|i['’]?ll be|will be) (?:off|out"
    r"|away|on (?:holiday|leave|vacation|pto)|closed|back|travel+ing)|off sick|day off"
    r"|birthday|anniversary|public holiday|bank holiday"
    r"|(?:мене|нас|його|її) не буде|у відпустці|вихідний|день народження|свято|не працюємо|зачинено"
    r"|(?:меня|нас|его|её) не будет|в отпуске|выходной|день рождения|праздник|не работаем|закрыто"
    r"|im urlaub|urlaub|habe? (?:ich )?frei|bin (?:ich )?(?:weg|nicht da|krank)|nicht im (?:büro"
    r"|haus)|geburtstag|feiertag|geschlossen"
    r"|estoy (?:fuera|de vacaciones)|estaré (?:fuera|de vacaciones)|me voy de vacaciones"
    r"|no estoy|no estaré|libro|cumpleaños|cumple|festivo|cerrado"
    r"|(?:i|we)(?:['’](?:m|re|ll be)| am| are| will be) (?:at|in|on) (?!it\b)"
    r"|(?:я|ми|мы|буду|будемо|будем) (?:на|в|у)"
    r"|(?:wir sind|ich bin|bin ich|sind wir) (?:auf|in|im|bei|beim|an)"
    r"|(?:estoy|estamos|estaré|estaremos) (?:en|de)"
    r"|(?:i|we) (?:can['’]?t|cannot|won['’]?t)|не можу|не зможу|не встиг\w+|ніяк|не могу"
    r"|не смогу|не успе\w+|никак|schaffe? (?:\w+ ){0,3}nicht|ich kann (?:\w+ ){0,2}nicht"
    r"|no puedo|no podré|no llego"
)
"""In the clause of a bare date these make it a fact about somebody's days."""

BY_THEN = (
    r"by then|by that (?:time|day|date)|до того часу|на той час|к тому времени|до этого времени"
    r"|bis dahin|para entonces|antes de eso|before that|до цього часу"
)
"""Behind a date these make it the deadline."""

STATE = (
    r"not|no|none|nothing|nobody|still|\w+n['’]t|не|нема|немає|ніхто|нет|никто|нічого|ничего"
    r"|ніяк|досі|kein\w*|nicht|nichts|niemand|noch immer|nada|nadie|ningun\w*|sigue\w*"
    r"|todavía|aún|por hoy"
)
"""Beside a bare "today" these tell how things are."""

NAMED = r"herr|frau|familie|mr|mrs|ms|miss|señora?|don|doña|pan|пан|пані|пане|доктор|dr"
"""Before a word these make it a person's name."""

OPENING = (
    r"open(?:ing)? (?:hours|times|daily|mon|from)|(?:we['’]?re|we are|is|are) open(?! (?:issues?"
    r"|to))|business hours|office hours|opening times|hours:"
    r"|режим роботи|графік роботи|працюємо|години роботи|відчинено|режим работы|график работы"
    r"|работаем|часы работы|открыты?"
    r"|öffnungszeiten|geöffnet|sprechzeiten|wir haben (?:\w+ ){0,3}(?:auf|offen)|horario"
    r"|(?:abrimos|abierto|atendemos) (?:de|desde|los|todos|hasta)"
)
"""In a sentence these make its times opening hours."""

INQUIRY = (
    r"who|what|when|where|why|which|whose|how|is|are|does|do|did|will|has|have|anyone know|does anyone"
    r"|хто|що|коли|де|чому|який|яка|яке|які|скільки|чи|хіба|кто|что|когда|где|почему|какой"
    r"|какая|какое|какие|сколько|разве"
    r"|wer|was|wann|wo|warum|welche[rsnm]?|wie|wieviele?|ob|ist|sind|hat|haben|habt|gibt"
    r"|gilt|wird|werden|fällt|findet|bleibt|kommt|macht"
    r"|quién|qué|cuándo|dónde|cuál|cuánt\w+|cómo|hay|está|están|es|son|será|entra|abre|cierra|queda"
)
"""Words at the start of a question that wants to know something."""

INQUIRY_ANYWHERE = (
    r"or not|anyone know|does anyone|хто знає|чи ні|ли|или нет|кто знает|oder nicht|weiß (?:jemand"
    r"|wer)|o no|alguien sabe"
)
"""Words of such a question that stand anywhere in it."""

REQUEST = (
    r"please|pls|plz|can (?:you|u|someone|somebody|we|anyone)|could|would (?:you|someone"
    r"|anyone)|mind|need(?:s|ed)?(?: to)?|must|have to|has to|should|gotta|got to|make sure"
    r"|remember|remind|don['’]?t forget|let['’]?s|want"
    r"|будь ласка|можеш|можете|зможеш|зможете|треба|потрібн\w+|необхідно|варто|мусимо|мушу"
    r"|не забудь\w*|нагадай\w*|слід|прошу|просимо|хай|нехай|давай\w*"
    r"|пожалуйста|плиз|можешь|можете|сможешь|сможете|надо|нужн\w+|необходимо|следует"
    r"|(?<!не )стоит(?= (?:бы|ли|[а-я]+ть(?:ся)?)(?!\w))"
    r"|не забудь\w*|напомни\w*|прошу|просим|пусть|давай\w*"
    r"|bitte|kannst|könntest|könnt(?:et|en)?|könnte|kann (?:wer|jemand|man|mal)|muss|müssen"
    r"|müsste\w*|sollte\w*|soll|brauch\w*|denk\w* dran|vergiss|vergesst|lass\w* uns|würdest"
    r"|por favor|porfa|porfi|puedes|puede|podrías|podéis|podríais|podemos|hay que|hay q"
    r"|tenemos que|tienes que|tengo (?:que|q)|necesit\w+|debe\w*|no (?:te )?olvid\w+|recuérda\w+"
    r"|toca"
)
"""Words of a request: a date in their clause is likelier meant for the work."""

SINCE = r"since|after|ever since|seit|nach|після|з часу|від часу|после|со времени|desde|después del?|tras"
"""A few words before a bare date these make it the time of something that was."""

IMPERATIVE = (
    r"ring|call|send|book|pick|get|order|fix|check|review|print|buy|bring|take|make|update"
    r"|ship|deploy|prepare|schedule|move|clean|ask|tell|email|mail|write|add|remove|delete"
    r"|replace|renew|pay|finish|submit|publish|post|confirm|cancel|return|collect|drop"
    r"|water|feed|turn|put|set|test|run|find|chase|ping|file|draft|arrange|organi[sz]e"
    r"|reserve|swap|change|close|open|upload|deliver|sign|read|have"
    r"|[^\W\d_a-z]{2,18}(?:йте|іть|ите|ьте|вте|рте|жте|чте|бте|ште|айте|йся|йтесь|йтеся)|[а-яіїєґ]{3,18}(?:ір|ай"
    r"|яй|ни|жи|ши|ди|ри|ли|чи|ми|ті|ій|уй|юй|вь|нь|ть)"
    r"|hol|mach|ruf|schick|bestell|bring|kauf|bezahl|prüf|druck|räum|schreib|stell|nimm"
    r"|häng|buch|reservier|erinner|wasch|koch|sag|gib|leg|lad|putz|setz|test|zahl|öffne"
    r"|schließ|repariere?|organisier|verschieb|aktualisier|sortier|lösch|trag"
    r"|(?:llama|manda|compra|envía|pide|paga|recoge|reserva|sube|pon|haz|trae|lleva|avisa"
    r"|renueva|imprime|revisa|prepara|cambia|arregla|limpia|saca|pasa|mueve|entrega|actualiza"
    r"|borra|devuelve|confirma|contesta|recuerda|apunta|busca|deja|quita|añade)(?:me|nos"
    r"|le|les|lo|la|los|las|selo|melo)?|(?:llamad|mandad|comprad|pedid|enviad|recoged|traed"
    r"|subid|poned|haced|llevad)|(?:\w+(?:ar|er|ir)(?:lo|la|los|las|le|les)?)(?=\s+(?:el"
    r"|la|los|las|un|una|a)\b)"
)
"""Verbs that at the start of a clause ask for something."""

CONGRATULATION = (
    r"happy (?:birthday|bday|\w+ birthday|anniversary|new year)|congrat\w*|з (?:днем народження"
    r"|днем|новим роком)|зі святом|вітаю з|вітаємо з|с (?:дн[её]м|праздником|новым годом)"
    r"|поздравля\w+"
    r"|alles gute|(?:herzlichen )?glückwunsch|frohe[sn]? \w+|gratul\w+|feliz (?:cumple\w*"
    r"|año|navidad|aniversario)|felicidades|enhorabuena"
)
"""In a message with these a bare date is a day to celebrate."""
