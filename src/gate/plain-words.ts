/** Words that join others and say nothing alone. */
const joining = `
a about above across after again against all allow allows also always am an and another any anybody anyone anything are
around as at away back be became because become becomes been before behind being below between beyond both but by can
cannot could did do does doing done down due during each either else enough especially etc even ever every everyone
everything few first for from further get gets getting give given gives go goes going gone got had has have having he
hence her here hers him his how however i if in inside instead into is it its itself just keep kept kind last later least
leave left less let lets like likely made make makes making many may maybe me might mine more most much must my near need
needs neither never next no nobody none nor not nothing now of off often on once one only onto or other others our ours
out outside over own part per perhaps put quite rather really same say says second see seen several shall she should
since so some somebody someone something sometimes somewhere soon still such take taken takes than that the their theirs
them themselves then there therefore these they thing things this those though three through throughout thus till to
together too toward towards two under unless unlike until up upon us use used useful user users uses using usual usually
very via was way ways we well were what whatever when whenever where whereas wherever whether which while who whoever
whole whom whose why will with within without would yes yet you your yours
`

/** Words of everyday English that say little of what a text is about. */
const everyday = `
able accept access accident account accurate act action active actual add address advance affect afternoon age agenda
agree ahead aim air already although amount answer appear apply approach approve april area argue arrange arrive article
ask attempt attend attention august autumn available avoid aware bad balance base basic bear begin believe best better
big bit blue board body book bottom break bring broad broken brown budget build built business busy buy calendar call
calm care careful carry case catch cause center central certain chair chance change chapter charge chat check chief
choice choose city class clean clear click close cold collect color come comment common community company compare
complete concern condition confirm connect consider contact contain content continue contribute control conversation
copy correct cost count country couple course cover create critical current custom cut daily dark data date day deal
decide decision deep degree delay delete deliver demand depend describe desk detail develop difference different
difficult direct direction directory discover discuss discussion display distance divide document dollar door double
doubt draft draw drive drop dry early earth easily east easy edge edit effect effort eight email empty enable encourage
end enjoy enter entire entry equal escape evening event exact examine example except exist expect expensive experience
explain express extend extra eye face fact fail fair fall familiar family far fast favor fear february feel field fifth
figure fill final find fine finish fire fit five fix flat floor flow folder follow food foot force foreign forget form
format former forward found four fourth free frequent fresh friday friend front full fully fun function future gather
general gentle glad goal good grand gray great green ground group grow guess guest guide half hand handle hang happen
happy hard hat head health hear heart heavy height hello help hide high history hit hold holiday home hope host hot hour
house huge human hundred hurry idea identify image imagine immediate important improve include increase indeed indicate
individual inform information initial inner input install interest internal introduce invite involve issue item january
job join joy july june key kill kitchen know knowledge labor lack land language large late latest laugh law lay lead
learn leg legal length letter level lie life lift light limit line link list listen little live local locate long look
loose lose lot loud love low lower lucky mail main maintain major man manage manner manual map march mark market master
match material matter meal mean measure medium meet meeting member memory mention message method middle mile milk million
mind minor minute miss mistake mix mode model modern moment monday money month morning mother motion mountain mouth move
multiple music name narrow nation native natural nature necessary neck negative neighbor network new news nice night nine
noise normal north note notice november number object observe obvious occur october offer office official old open
operate opinion opposite option orange order ordinary original output owe owner pack page pain paint pair paper parent
park particular party pass past path patient pattern pause pay peace people percent perfect perform period permanent
permit person phone photo phrase pick picture piece place plain plan plant play please plenty point poor popular position
possible post potential power practice prefer prepare present press pretty prevent previous price primary print private
prize probable problem process produce product program progress project promise proper property propose protect proud
prove provide public pull purple purpose push quality quarter question quick quiet race raise random range rapid rare
rate reach react read ready real reason receive recent record red reduce refer reflect refuse regard regular reject
relate relative release remain remember remind remote remove repair repeat reply report represent request require rest
result return review rich ride right ring rise risk road role roll room rough round row rule run rush safe sale sample
saturday save scale scene schedule school science score screen search season seat section select sell send sense sentence
separate september series serious serve set seven shape share sharp sheet shift ship shop short show side sign signal
silent similar simple single sit site situation six size skill sky sleep slight slow small smart smile smooth social soft
solution solve sort sound source south space speak special specific speech speed spell spend split spring square stable
staff stage stand standard start state station status stay steady step stick stock stop storm story straight strange
street stretch strict strong structure study style subject succeed success sudden suggest suit summary summer sun sunday
supply support suppose sure surface surprise sweet swim switch table talk tall target task taste teach team tell ten
term test text thank thick thin think third thought thousand thursday tie tight time tiny title today tomorrow tone
tonight tool top topic total touch tough tour town track trade tradition train transfer travel treat tree trip trouble
true trust try tuesday turn twelve twenty twice type typical understand unit update upper urgent value various vary view
visible visit voice volume vote wait walk wall want warm wash waste watch water wave wear weather wednesday week weekend
weight welcome west wet wheel white wide wife wild win wind window winter wish wonder wood word work world worry worth
write writer wrong year yellow yesterday young zero zone
`

/** Words of the trade: they stand in every other advisory, changelog and set of notes about software like ours. */
const trade = `
abort abuse acknowledge action actor adapter admin administrator admission advisory agent alert algorithm alias alpha
amazon analysis annotation anonymous apache api app append application arbitrary architecture archive argument array
artifact assertion asset assign asynchronous attach attachment attack attacker attribute audit authenticate
authentication authorization authorize auto automation azure backdoor backend backport backup bash batch beta binary bind
blob block boundary branch broker browser bucket buffer bug bugfix build bump bundle byte bypass cache callback cascade
catalog category certificate chain channel character chart checksum child cipher class classification cli client clock
clone cloud cluster code collision column command commit compatible compile compiler component compromise compute
concurrency config configuration configure connection connector console constant constraint container context controller
convert cookie core corruption craft crafted crash credential cron cross crypto csrf cursor custom cve cvss cycle daemon
dashboard database dataset deadlock debug declare decode decrypt default defect defense delegate denial deny dependency
dependent deploy deployment deprecate derive deserialization deserialize design detect detection dev developer device
digest dimension disable disclose disclosure disk dispatch distribute distribution distributor dns docker dockerfile
documentation domain dos download downstream driver dump duplicate dynamic ecosystem element elevate elevation embargo
embed emit encode encoding encrypt encryption endpoint engine engineer enforce engine entity environment envoy epoch
equation error evaluate exception exec executable execute execution executor exfiltrate exfiltration expire exploit
exploitable exploitation expose exposure expression extension external extract failure fake false feature federation
feedback fetch file filesystem filter firewall fixed flag flaw flip float flush fork forge forged framework freeze
frontend gateway generate generic git github gitlab global golang google grant graph grpc guard gui handler handshake
hardware harden hash header heap helm hidden high hook hostname html http https hub hyperparameter icon identifier
identity idle iframe ignore implement implementation implicit import improper inadequate incident incorrect index infer
inference infinite ingress inherit inject injection inode insecure insert inspect instance insufficient integer integrate
integration integrity intercept interface interpret invalid invoke isolation istio iterate java javascript jira job json
jupyter jwt katib kernel keyboard kserve kubeflow kubelet kubernetes label latency launch launcher layer layout leak
leakage library license lifecycle linux list listener literal load loader lock log logger logging login logout loop
machine macro maintainer malformed malicious manager manifest mapping markdown mask mechanism merge metadata metric metrics
middleware migrate migration minio mirror misconfigure missing mitigate mitigation module monitor mount multi mutate
mutation mysql namespace native navigate nginx node notebook notification npm null nullable numpy oauth offset openid
operation operator optimize option organization origin overflow override overwrite package packet panic parameter parse
parser partial partition password patch payload pem penetration permission persist persistent phishing pickle pipeline
pipelines platform plugin pod pointer policy pool port postgres preview privilege privileged probe procedure production
profile programming prometheus prompt protection protocol provider provision proxy publish pypi python pytorch quay query
queue quota race rbac reboot recover recursion recursive redirect redis reference refresh regex region registry
regression release remediate remediation render replace replica reporter repository reproduce researcher reserve reset
resolve resolver resource response restart restore restrict restriction retrieve retry reverse revert revoke rewrite
rollback root route router routine runner runtime sandbox sanitize sanitization scan scanner schema scope script sdk
secret secure security segment selector self semantic serial serialize serializer server serverless service session
setting setup severity sha shell sidecar signature snapshot snippet socket software spec specification spoof sql ssh ssl
ssrf stack stale static stdin stdout storage store stored stream string subdomain subnet subprocess subscribe subsystem
supplier symlink sync syntax system tag tamper template tenant tensor tensorflow terminal terminate thread threat
threshold throttle throw ticket timeout timestamp tls token toolkit trace tracker traffic training transaction transform
traversal trigger trivial truncate tunnel ubuntu unauthenticated unauthorized unbounded undefined unescaped unexpected
unhandled uninitialized unprivileged unrestricted unsafe unsanitized untrusted upgrade upload upstream uri url user
utility validate validation variable vector vendor verbose verification verify version victim viewer virtual vulnerability
vulnerable warn warning watcher weak weakness web webhook website widget wildcard windows wizard worker workflow workload
workspace wrapper xml xsrf xss yaml zip
`

const listOf = (rows: string): readonly string[] => rows.trim().split(/\s+/)

export const joiningWords: readonly string[] = listOf(joining)
/** Words too common to give an incident away, however few titles have them. */
export const plainWords: readonly string[] = [...listOf(everyday), ...listOf(trade)]
