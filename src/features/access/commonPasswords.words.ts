/**
 * Words that guessers try first, written by hand from general knowledge: what people put into passwords
 * in English, Finnish and Swedish — affection, seasons, places, names, sport, work, the keyboard.
 */
const lines = `
password correcthorsebatterystaple passw pass word parola passe passwd pwd passcode passphrase login logon signin secret sesame access admin administrator
adm root toor superuser sysadmin system server sudo user users username guest test tester testing test123 demo default example
sample temp temporary change changeme changeit letmein letme opensesame welcome hello hallo hejhej goodbye please enter
trustno iloveyou loveyou love lover loveme iloveu forever always never whatever nothing something anything everything secure security
private computer laptop internet network windows microsoft linux ubuntu macintosh apple iphone android samsung google facebook
twitter instagram youtube yahoo hotmail gmail outlook office excel word365 office365 teams skype amazon netflix spotify
dragon monkey master shadow sunshine princess football baseball basketball hockey soccer tennis golf rugby superman batman
spiderman ironman pokemon pikachu mustang ferrari porsche mercedes bmw audi toyota honda yamaha harley corvette camaro
charlie michael jordan michelle jessica jennifer ashley amanda nicole daniel andrew joshua matthew anthony robert thomas
william james john david richard joseph george kevin brian edward steven jason justin brandon tyler hunter hannah samantha
elizabeth taylor morgan maggie ginger pepper cookie banana orange cherry lemon melon apples chocolate vanilla cheese butter
coffee whisky whiskey vodka beer wine pizza burger candy sugar honey sweet sweetie baby babygirl babyboy angel angels
buster tigger tiger lion eagle falcon hawk wolf wolves bear panda rabbit bunny kitty kitten cat cats dog dogs doggy puppy
horse horses pony unicorn dolphin shark whale turtle snake spider butterfly flower flowers rose roses lily daisy violet
jasmine summer winter spring autumn fall sunday monday tuesday wednesday thursday friday saturday january february march
april may june july august september october november december today tomorrow yesterday morning evening night midnight
christmas easter halloween birthday holiday vacation weekend summertime party music guitar piano drummer metallica nirvana
slipknot beatles eminem rockstar rock roll dance dancer singer movie starwars startrek matrix gandalf frodo hobbit merlin
wizard magic harry potter hogwarts naruto minecraft fortnite roblox counter strike callofduty warcraft diablo zelda mario
sonic nintendo playstation xbox gamer gaming game games player winner champion champ hero legend killer hacker ninja samurai
pirate cowboy soldier army navy marine police doctor nurse teacher student school college university work worker company
business money dollar million rich boss manager sales seller marketing support service customer client finance account
accounting invoice payroll project secretary director president chief king queen prince lord lady knight castle kingdom
freedom liberty peace hope faith grace jesus christ god lord heaven hell devil satan demon angelina blessed church bible
america american england english london paris france germany berlin europe sweden swedish finland finnish norway denmark
estonia russia moscow spain madrid barcelona italy rome milan canada toronto mexico brazil china japan tokyo india australia
newyork california texas florida chicago boston dallas denver miami seattle liverpool arsenal chelsea manchester united city
everton celtic rangers juventus bayern dortmund madridista ronaldo messi beckham zlatan lakers yankees steelers cowboys
packers broncos patriots raiders eagles giants dodgers redsox black white red blue green yellow purple pink brown silver gold
golden diamond crystal ruby emerald pearl star stars starlight moon moonlight sun sunny sunset sunrise rainbow rain snow
snowman storm thunder lightning fire water earth wind ocean sea beach island river lake mountain forest tree garden
house home family mother father mom mommy dad daddy sister brother grandma grandpa son daughter wife husband friend friends
bestfriend girlfriend boyfriend beautiful pretty handsome lovely happy smile smiley laugh crazy stupid silly funny cool awesome
amazing super perfect great best good nice fuck fucking fucker fuckyou shit bullshit bitch asshole bastard damn sexy pussy
dick cock porn naked bigdick motherfucker correct horse battery staple quick brown fox jumps over lazy dog open close door
window key keys lock locked unlock safe safety phone mobile number zero one two three four five six seven eight nine ten
hundred thousand first second third last new old young big small little large long short fast slow high low right left
this that these those the and you your yours mine his her not for with from into what when where why how who which is are
was were can could will would should must have has had get got give take make made know think want need like look see come
back down out off day days year years time life live living world people man men woman women boy boys girl girls child
children kid kids player1 qwerty qwertz azerty asdf asdfgh zxcvbn qazwsx abc abcd abc123 aaa xxx zzz hunter2 p455w0rd
trustme monkey1 blink182 nascar trouble mickey mouse donald duck minnie disney snoopy garfield simpson homer bart lisa
rocky rambo terminator predator alien ghost vampire zombie phoenix griffin pegasus apollo zeus athena hercules thor odin loki
freya viking ragnar valhalla camel rocket scooter skater surfer fisher fishing hunting camping racing racer driver truck
trucker biker motor engine turbo diesel subaru volvo saab nissan mazda skoda volkswagen peugeot renault citroen fiat lada
boeing airbus pilot captain sailor skipper boat ship sailing titanic maverick goose iceman viper cobra python java ruby
javascript typescript postgres postgresql mysql oracle database docker github gitlab jenkins cisco router switch firewall
wireless wifi internet1 printer scanner monitor keyboard mouse screen desktop tablet charger battery energy power electric
qwert asd zxc hallo123 bonjour soleil marseille motdepasse azertyuiop amour chouchou doudou hola contrasena teamo amigo
estrella mariposa princesa futbol passwort geheim schatz sommer ficken kennwort hallowelt willkommen
salasana salis salainen salaisuus salasanani tunnus tunnussana tunnukset kayttaja käyttäjä kayttajatunnus yllapito ylläpito
paakayttaja pääkäyttäjä hallinta hallinto vieras testi testaus testaaja kokeilu koe esimerkki oletus vaihda vaihdatama muuta
tervetuloa terve moikka moi hei heippa heihei kiitos ole hyva hyvä huomenta paivaa päivää iltaa yota yötä huomenna tanaan
tänään eilen aina koskaan ehka ehkä joo juu niin kylla kyllä ei minä mina minun sinä sina sinun hän han hänen hanen mina1
olen olet rakas rakastan rakastansinua rakkaus rakkaani kulta kultaseni kultsi muru murunen pupu pupuseni hani beibi ihana ihanaa
kaunis komea mukava kiva hauska iloinen onnellinen onni toivo usko rauha vapaus elämä elama elämäni kuolema taivas helvetti
saatana perkele vittu vitun vittusaatana jumalauta paska paskaa kyrpä kyrpa pillu huora homo runkku persereikä perse hitto
helkkari jumala jeesus enkeli paholainen piru joulu joulupukki tonttu juhannus vappu pääsiäinen paasiainen itsenäisyys loma kesäloma
kesaloma talviloma viikonloppu perjantai lauantai sunnuntai maanantai tiistai keskiviikko torstai kesä kesa kesät syksy talvi
kevät kevat tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu kesakuu heinäkuu heinakuu elokuu syyskuu lokakuu marraskuu
joulukuu aamu päivä paiva ilta yö aurinko kuu tähti tahti pilvi sade lumi jää jaa tuuli myrsky salama ukkonen tuli vesi maa
meri järvi jarvi joki saari metsä metsa mäki maki vuori tunturi pelto puutarha kukka ruusu puu koivu mänty manty kuusi
pihlaja karhu hirvi susi kettu jänis janis ilves ahma orava siili kissa kissat kisu koira koirat hauva hevonen heppa poni
lehmä lehma sika lammas kana kukko kala hauki ahven lohi kuha lintu pöllö pollo kotka joutsen varis hiiri rotta käärme kaarme
koti kotona talo mökki mokki sauna saunavihta kalja olut bisse viina kossu koskenkorva salmari siideri viini lonkero kahvi
tee maito piima piimä leipä leipa voi juusto makkara lenkkimakkara pulla suklaa karkki salmiakki peruna mustikka mansikka
puolukka omena banaani appelsiini sitruuna pitsa perhe äiti aiti isä isa isi äiskä sisko veli mummo mummi ukki pappa vaari
poika tyttö tytto tytär lapsi lapset vauva vaimo mies nainen ystävä ystava kaveri koulu opettaja opiskelija oppilas yliopisto
lukio työ tyo töissä toissa toimisto firma yritys pomo johtaja myynti myyjä myyja markkinointi tuki asiakas asiakaspalvelu
laskutus talous taloushallinto kirjanpito palkka raha rahaa miljoona euro eurot pankki tili avain avaimet ovi ikkuna auto
autot mopo moottori traktori mersu pyörä pyora juna lentokone vene tietokone kone kännykkä kannykka puhelin netti internetti
verkko näppäimistö hiiri peli pelit pelaaja pelaan voittaja mestari sankari jalkapallo jääkiekko jaakiekko kiekko lätkä latka
jokerit hifk ifk hjk tappara ilves karpat kärpät lukko tps ässät assat pelicans saipa kalpa jyp sport kookoo blues jypliiga
salibandy pesäpallo pesis hiihto uinti juoksu pyöräily kalastus metsästys retki musiikki kitara rumpu laulu tanssi bändi
nightwish himvalo lordi metalli hevi suomi suomen suomalainen suomipoika finlandia helsinki helsingin espoo vantaa tampere
turku oulu lahti kuopio jyväskylä jyvaskyla pori joensuu lappeenranta vaasa hämeenlinna hameenlinna rovaniemi seinäjoki
seinajoki mikkeli kotka salo porvoo kouvola lohja hyvinkää hyvinkaa nurmijärvi järvenpää jarvenpaa rauma kajaani kerava
kirkkonummi tornio kemi raisio savonlinna imatra lappi savo häme pohjanmaa pohjola pohjolan ahvenanmaa karjala pietari ruotsi
ruotsin norja tanska viro tallinna venäjä venaja saksa englanti ranska espanja italia amerikka eurooppa maailma sininen
punainen keltainen vihreä vihrea musta valkoinen harmaa ruskea violetti pinkki hopea kulta pronssi yksi kaksi kolme neljä
nelja viisi kuusi seitsemän seitseman kahdeksan yhdeksän yhdeksan kymmenen sata tuhat ensimmäinen uusi vanha nuori iso pieni
suuri hyvää huono nopea hidas pitkä lyhyt hullu tyhmä tyhma viisas ruma seksi seksikäs seksikas kissanpentu koiranpentu
muumi muumipeikko nuuskamuikkunen niiskuneiti pikkumyy hemuli kalevala väinämöinen vainamoinen sampo lemminkäinen ilmarinen
nokia nokia3310 kone sisu marimekko fazer hesburger prisma citymarket lidl alko verkkokauppa gigantti tokmanni
matti juha mika kari antti jari timo mikko jukka pekka markku sami janne marko petri jussi hannu ville heikki jani teemu
lauri tommi tero eero juhani olavi johannes tapani antero tapio mikael kalevi matias eemeli elias oliver onni eino leo
vaino väinö toivo niilo noel emil eetu aleksi jere joona jesse henri tuomas toni esa seppo ari risto harri raimo veikko
kalle otto oskari aatu arttu roope santeri valtteri topias veeti anna maria helena johanna kaarina marjatta anneli liisa
hannele kristiina tuula tarja päivi paivi minna sari tiina satu pirjo ritva leena eeva eija raija sirpa merja seija mari katja
heidi hanna laura jenni sanna henna emma sofia aino aada eevi ella olivia ellen venla lotta siiri iida sara veera nea
kerttu helmi pihla vilma enni peppi senja noora suvi outi paula petra riikka niina nina jonna janina susanna virpi kirsi
korhonen virtanen mäkinen makinen nieminen mäkelä makela hämäläinen hamalainen laine heikkinen koskinen järvinen jarvinen
lehtonen lehtinen saarinen salminen heinonen niemi heikkilä heikkila kinnunen salonen turunen salo laitinen tuominen rantanen
karjalainen jokinen mattila savolainen lahtinen ahonen ojala leppänen väisänen hiltunen miettinen pitkänen aaltonen hakala
laaksonen koivisto anttila laakso räikkönen raikkonen selänne selanne litmanen häkkinen hakkinen koivu granlund aho nykänen
lösenord losenord losen lösen hemlig hemligt hemlighet välkommen valkommen hej hejsan tjena tjenare godmorgon godnatt tack snälla
snalla användare anvandare inloggning logga byt bytmig ändra andra prova prov testar exempel administratör jag dig mig du
älskar alskar älskardig alskardig jagälskardig jagalskardig älskling alskling kärlek karlek hjärta hjarta gumman gubben
gullet sötnos sotnos raring puss kram kyss fin vacker snygg söt sot rolig glad lycka lycklig hopp tro frihet fred livet liv
död himmel helvete fan jävlar javlar jävla javla skit fitta kuk hora rövhål bög satan djävul ängel angel gud jul jultomten
midsommar påsk pask semester sommarlov lov helg helgen måndag mandag tisdag onsdag torsdag fredag lördag lordag söndag sondag
sommar sommaren vinter vår var vår2024 höst host januari februari mars april maj juni juli augusti september oktober november
december morgon kväll kvall natt dag sol solen solsken måne mane stjärna stjarna moln regn snö sno is vind storm åska eld
vatten jord hav havet sjö sjo flod ö skog berg fjäll trädgård blomma blommor ros träd björk gran tall björn bjorn älg alg
varg räv rav hare igelkott katt katten katter kattunge hund hunden hundar valp häst hast hästar hastar ko gris får höna tupp
fisk gädda lax fågel uggla örn svan mus råtta orm hem hus huset stuga bastu öl ol vin snaps kaffe te mjölk mjolk bröd brod
smör smor ost korv bulle kanelbulle choklad godis lakrits potatis blåbär jordgubbe äpple apple banan apelsin citron familj
familjen mamma pappa syster bror mormor morfar farmor farfar son dotter barn bebis fru man kvinna flicka pojke kille tjej
vän van kompis skola lärare elev student universitet arbete jobb jobbet kontor företag foretag chef försäljning forsaljning
säljare saljare marknad stöd kund kundtjänst faktura ekonomi bokföring lön lon pengar miljon krona kronor bank konto nyckel
nycklar dörr fönster bil bilen moped cykel tåg flygplan båt bat dator datorn telefon mobil nät nätet tangentbord skärm spel
spelare vinnare mästare mastare hjälte fotboll ishockey innebandy skidor simning löpning fiske jakt musik gitarr trummor sång
dans aik djurgården djurgarden hammarby malmö malmo goteborg göteborg ifkgoteborg frölunda frolunda färjestad luleå brynäs
modo leksand sverige svensk svenska stockholm uppsala västerås orebro örebro linköping helsingborg norrköping jönköping umeå
lund borås gävle gavle sundsvall karlstad växjö halmstad skåne småland norrland gotland finsk helsingfors åbo abo esbo
vanda tammerfors uleåborg vasa borgå ekenäs mariehamn åland jakobstad röd rod blå bla gul grön gron svart vit grå rosa lila
guld silver ett två tva tre fyra fem sex sju åtta atta nio tio hundra tusen första ny gammal ung stor liten god dålig snabb
galen dum ful sexig pippi långstrump emil lönneberga bamse mumin mumintrollet snusmumriken lillamy abba roxette ikea volvo
erik lars karl anders johan per nils lennart hans gunnar sven bengt bo åke mikael fredrik magnus stefan jonas andreas
mattias martin henrik daniel patrik christer niklas robin viktor gustav oscar axel ludvig albin filip hugo william lucas
liam eva karin kristina anna birgitta margareta elisabeth ingrid marie linnea sofie emma sara lena johanna malin jenny annika
susanne monica helena kerstin ulla gunilla ida elin frida amanda julia moa ebba alva wilma saga astrid selma maja alice
andersson johansson karlsson nilsson eriksson larsson olsson persson svensson gustafsson pettersson jonsson jansson hansson
bengtsson lindberg lindström lindqvist lundberg lundgren berg bergström sandberg forsberg sjöberg eklund holm holmberg
`

/** In lower case, with ä, å and ö also as they are typed on a keyboard without them. */
export const commonWords: ReadonlySet<string> = new Set(
  lines
    .split(/\s+/)
    .filter((word) => word.length > 2)
    .flatMap((word) => [word, word.replaceAll(/[äå]/g, 'a').replaceAll('ö', 'o')]),
)
