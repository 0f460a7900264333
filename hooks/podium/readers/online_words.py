"""The words by which people say that a place is online, as parts of regular expressions."""

SAYS = (
    r"online|on-line|on line|remote|remotely|virtual|virtually|digital|digitally|hybrid|web|world wide web|"
    r"internet|web-based|cyberspace|web ?cast|web(?:-| )?inar|live(?:-| )?stream(?:ed|ing)?|stream(?:ed|ing)?|"
    r"broadcast|video ?(?:call|conference)|from anywhere|anywhere|everywhere|worldwide|virtuell(?:e[rs]?)?|"
    r"digitale?[rs]?|videokonferenz|im netz|im internet|online-?(?:event|veranstaltung|konferenz|meetup|talk)|"
    r"en ligne|(?:en )?distanciel|à distance|virtuel(?:le)?|(?:en )?visio(?:conférence)?|webinaire|numérique|"
    r"hybride|en l[ií]nea|remot[oa]|a distancia|por internet|telemátic[oa]|videoconferencia|híbrid[oa]|"
    r"en línia|en liña|à distância|(?:da|in) remoto|a distanza|in rete|virtuale|ibrid[oa]|digitale|digitaal|"
    r"virtueel|op afstand|digitalt|virtuelt|på (?:nätet|nett|nettet|distans)|(?:via )?fjern|verkossa|etänä|"
    r"netissä|zdalni?e|wirtualni?e|w sieci|w internecie|hybrydowo|virtuáln[ěeí]|na dálku|na internetu|"
    r"hybridní|távoli|virtuális|la distanță|çevrimiçi|sanal|uzaktan|trực tuyến|dalam talian|secara daring|"
    r"onlayn|онлайн|он-лайн|удал[её]нно|дистанционно|виртуально|интернет|вебинар|трансляция|гибридно|"
    r"віддалено|дистанційно|διαδικτυακ[άήό]|εξ αποστάσεως|מקוון|אונליין|בזום|عبر الإنترنت|عن بعد|أونلاين|"
    r"افتراضي|آنلاین"
)
"""What says `online`, in about thirty languages."""
SAYS_UNSPACED = (
    "オンライン(?:開催|配信|イベント)?|リモート|ライブ配信|生配信|ハイブリッド|"
    "线上|線上|在线|远程|遠端|网络直播|直播|온라인|원격|ऑनलाइन|ออนไลน์"
)
"""The same in scripts that put no blanks between words."""
PLATFORMS = (
    r"zoom(?:\.us)?|google (?:meet|hangouts?)|hangouts?|(?:ms|microsoft) teams|teams|skype|(?:cisco )?webex|"
    r"go ?to ?(?:meeting|webinar)|blue ?jeans|jitsi(?: meet)?|big ?blue ?button|bbb|whereby|"
    r"you ?tube(?: live)?|twitch(?:\.tv)?|vimeo|discord|slack|(?:facebook|linkedin|instagram|x) live|"
    r"(?:twitter|x) spaces|hopin|crowdcast|streamyard|airmeet|gather\.town|livestorm|on24|bigmarker|restream|"
    r"kumospace|venueless|peertube|owncast|adobe connect|mumble|bilibili|tencent meeting|feishu|dingtalk"
)
"""Where people meet online; also the names of companies that have offices."""
PLATFORMS_UNSPACED = "腾讯会议|飞书|钉钉|哔哩哔哩|ニコニコ生放送"
"""The same in scripts that put no blanks between words."""
FILLS = (
    r"events?|only|meetings?|meet-?ups?|conferences?|calls?|sessions?|rooms?|links?|channels?|live|talks?|"
    r"seminars?|workshops?|fully|entirely|purely|exclusively|100 ?%|the|our|an?|evento|evenement|événement|"
    r"veranstaltung|konferenz|réunion|reuni[óo]n|reunião|conférence|conferencia|conferência|conferenza|"
    r"ses[si]ón|sessão|rein|nur|uniquement|seulement|s[óo]lo|apenas|somente|soltanto|alleen|endast|tylko|"
    r"только"
)
"""What may stand beside such a word and adds nothing."""
BY = "via|on|over|through|using|with|at|per|auf|über|sur|par|por|su|na|på|mit|in|im|w|v|через"
"""What leads to the means: `via Zoom`."""
ONSITE = (
    r"in[- ]person|in[- ]presence|on[- ]?site|face[- ]to[- ]face|vor ort|(?:in )?präsenz|sur place|(?:en )?présentiel"
    r"|presencial(?:mente)?|in presenza|op locatie|på plats|stacjonarnie|очно|現地|会場|线下|線下"
)
"""What says that it is a place to go to, without naming it."""
AND = "and|plus|as well as|or|und|sowie|oder|et|ou|y|o|e|og|och|en|ja|i|a|és|și|ve|и|та|και"
"""What joins two places."""
