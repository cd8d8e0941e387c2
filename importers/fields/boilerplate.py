"""The furniture of news pages in Arabic, French and English: which lines are not the article, and why.

Three tables a reason: whole lines, beginnings of lines, and phrases that only furniture holds. All are compared with the
`key` of a line (folded, punctuation as spaces), so spelling variants of hamza, ة/ه and accents need no row of their own.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from store.text.months import fold_character, fold_date_words

_SHORT = 120
_MOST_KEPT = 8_192
"""Characters whose folded form is kept in memory: a file that holds every character there is must not fill it."""

_WHOLE = {
    "comment form": """
        الاسم | البريد الإلكتروني | الموقع الإلكتروني | الموقع | التعليق | تعليق | تعليقك | إلغاء الرد | رد | إرسال التعليق | نشر التعليق
        شروط التعليق | شروط النشر | ليست هناك تعليقات إرسال تعليق | enregistrer un commentaire | name | email | website | comment | reply | cancel reply | post comment | submit
        nom | e mail | site web | commentaire | annuler la réponse | répondre | publier le commentaire | laisser un commentaire""",
    "comments": """
        voir plus de commentaires | voir d autres commentaires | voir les commentaires précédents | view more comments | most relevant | les plus pertinents | الأكثر ملاءمة
        عرض المزيد من التعليقات | عرض تعليقات أخرى | toutes les réactions | all reactions | كل التفاعلات | tous les commentaires | all comments | كل التعليقات
        التعليقات | التعليقات مغلقة | التعليقات مغلقه | تعليقات الزوار | تعليقات القراء | لا تعليقات | لا توجد تعليقات | ليست هناك تعليقات | comments | comments are closed
        commentaires | les commentaires sont fermés | aucun commentaire | no comments | messages | vos messages | vos réactions | réactions | حوار ونقاش | آراء القراء""",
    "share bar": """
        مشاركة | شارك | شاركها | شارك المقال | شارك الخبر | شارك هذا | انشر | أنشر | طباعة | نسخ الرابط | حفظ | إرسال | المشاركة عبر | مشاركة عبر البريد
        فيسبوك | فايسبوك | تويتر | واتساب | واتس آب | تيلقرام | تلغرام | تيليجرام | أعجبني | j aime | like | لينكدإن | لينكدان | ماسنجر | بينتيريست | انستغرام | يوتيوب
        أرسل المقال | اطبع المقال | أرسل الخبر | اطبع الخبر | أرسل هذا المقال | اطبع هذا المقال | إرسال إلى صديق | أرسل إلى صديق | طباعة إرسال إلى صديق | طباعة أرسل إلى صديق | نسخة للطباعة | envoyer à un ami | version imprimable | imprimer l article | imprimer cet article | envoyer cet article
        conversation | محادثة | منشور | post | see new posts | عرض المنشورات الجديدة | voir les nouveaux posts | translate post | ترجمة المنشور | traduire le post | الترجمة | post your reply | انشر ردك
        postez votre réponse | views | vues | مشاهدة | مشاهدات | reposts | repost | quotes | likes | bookmarks | quote tweets | retweets | tweets cités | إعادات نشر | إعادة نشر | إعادات النشر
        اقتباسات | اقتباس | إعجابات | إعجابا | إعجاب | إعادة تغريد | إعادات تغريد | تغريدات اقتباس | تغريدة اقتباس | إشارات مرجعية | إشارة مرجعية | signets | citations | view quotes
        show more replies | عدم الإعجاب | لم يعجبني | تنزيل | télécharger | dislike | clip | مقطع | envoyer | send | je n aime pas | تمت المشاركة مع العامة | partagé avec public | shared with public
        facebook | twitter | whatsapp | telegram | linkedin | instagram | youtube | pinterest | messenger | tiktok | x | tweet | tweeter
        commenter | j aime commenter partager | j aime commenter | like comment share | like comment | أعجبني تعليق مشاركة | أعجبني تعليق | أعجبني التعليق مشاركة | voir moins | see less
        عرض أقل | en voir plus | afficher la suite | afficher moins | afficher plus | voir la traduction | see translation | عرض الترجمة | voir l original | suivre | follow | s abonner suivre
        partager | partagez | imprimer | share | print | print email | email print | imprimer envoyer | imprimer partager | طباعة إرسال | طباعة مشاركة | copy link | copier le lien | copié | email this""",
    "related": """
        مقالات ذات صلة | مواضيع ذات صلة | أخبار ذات صلة | مواد ذات صلة | مقالات مشابهة | مواضيع مشابهة | مقالات أخرى | مواضيع أخرى | موضوعات أخرى | موضوعات ذات صلة | أخبار أخرى
        قد يعجبك أيضا | قد يهمك أيضا | الأكثر قراءة | الأكثر مشاهدة | الأكثر تعليقا | الأكثر تصفحا
        مشاهدات عالية | الأعلى مشاهدة | الأكثر قراءة الآن | آخر الأخبار | الأخبار العاجلة | الاخبار العاجلة | أخبار عاجلة | عاجل | المقال السابق | المقال التالي | المقالة السابقة | المقالة التالية | السابق بوست | القادم بوست
        articles similaires | articles liés | sur le même sujet | les plus lus | article précédent
        article suivant | رسالة أحدث | رسالة أقدم | article plus récent | article plus ancien | newer post | older post | related | related articles | related posts | most read | more stories | next | previous
        previous post | next post | post navigation | recommended | trending | trending now | popular posts | latest news | top stories | read next | up next
        you may also like | you might also like | recommended for you | more on this story | related topics | related stories | related news | more from this section | editors picks | editor s picks | don t miss
        à découvrir | à découvrir aussi | dans la même rubrique | dans la même catégorie | dans la même section | sur le même thème | autres articles | plus d articles | derniers articles | dernières actualités | dernières nouvelles
        les dernières nouvelles | vous aimerez aussi | vous pourriez aussi aimer | ces articles pourraient vous intéresser | à ne pas manquer | les plus commentés | les plus partagés | articles populaires
        مختارات | اخترنا لكم | اخترنا لك | مواضيع قد تهمك | مواضيع قد تعجبك | مقالات قد تعجبك | مقالات قد تهمك | المزيد من المقالات | المزيد من الأخبار | آخر المقالات | أحدث المقالات | أحدث الأخبار | آخر المستجدات
        المنشورات ذات الصلة | منشورات ذات صلة | المواضيع ذات الصلة | الأخبار ذات الصلة | المقالات ذات الصلة | مقالات ذات علاقة | مواضيع ذات علاقة
        retrouvez dans la même rubrique | à lire dans la même rubrique | lire dans la même rubrique | retrouvez aussi | related content | related reading | related links | مواضيع متعلقة
        اقرأ في نفس الموضوع | اقرأ أيضا في نفس الموضوع | للاطلاع أيضا | من نفس القسم | في نفس القسم | في نفس الموضوع | من نفس التصنيف | أخبار متعلقة | أخبار مشابهة | الأكثر شيوعا | الأكثر رواجا | الأكثر شعبية | الأكثر تداولا | ذات صلة | اقرأ في هذا القسم""",
    "read also": """
        اقرأوا أيضا | اقرؤوا أيضا | طالع أيضا | طالعوا أيضا | إقرأ المزيد | المزيد حول الموضوع | اقرأ أيضا | إقرأ أيضا | اقرأ المزيد | المزيد | شاهد أيضا | قصص مقترحة | قصص مقترحة نهاية | lire aussi | à lire aussi | à lire également | voir aussi | read more
        read also | see also | plus | more""",
    "navigation": """
        زر الذهاب إلى الأعلى | الرئيسية | الصفحة الرئيسية | القائمة | تسجيل الدخول | بحث | بحث عن | من نحن | اتصل بنا | سياسة الخصوصية | شروط الاستخدام | للإشهار | للإعلان
        إعلان | إعلانات | فريق العمل | هيئة التحرير والإدارة | انتقل للمحتوى | التجاوز إلى المحتوى | تخط إلى المحتوى | إذهب الى المحتوى | إلى الأعلى | أقسام | موافق | عرض المزيد | voir plus | see more | show more
        home | menu | navigation | search | log in | login | sign in | sign up | subscribe | contact | contact us | about | about us | privacy policy
        set language | select language | choose language | اختر اللغة | لغات أخرى | اللغة | langue | choisir la langue | join donate shop
        skip to content | skip to main content | back to top | advertisement | accueil | se connecter | connexion | s abonner | rechercher | recherche
        العودة إلى الأخبار | العودة للأخبار | العودة إلى القائمة | العودة | رجوع | عودة | retour | retour à la liste | retour aux actualités | back | back to news | back to list | go back
        contactez nous | qui sommes nous | mentions légales | aller au contenu | retour en haut | publicité | plan du site""",
    "footer": """
        النشرة الإخبارية | النشرة البريدية | votre adresse e mail | votre e mail | your email address | بريدك الإلكتروني | أدخل بريدك الإلكتروني | s inscrire | je m inscris | s abonner à la newsletter
        ادعم عملنا | ادعمونا | ساندونا | soutenez nous | soutenez notre action | nous soutenir | support us | support our work
        اشترك | اشترك معنا | حمل التطبيق | téléchargez l application | download the app""",
    "page data": """
        by | par | in | posted | tags | الوسوم | وسوم | التصنيفات | كلمات مفتاحية | الكلمات الدلالية | دقيقة واحدة | أقل من دقيقة | étiquettes | mots clés
        ends | انتهى | article information | share this article | social sharing | partager cet article | partager discussion | join the conversation | show comments | watch live | watch now
        المواضيع | topics | topic | sujets | thèmes | thématiques | شارك برأيك | حجم الخط | الخط a a | حجم الخط a a | a a a | taille du texte a a | تكبير الخط | تصغير الخط | نسخ | تم النسخ | lien copié""",
}
_BEGINS = {
    "comment form": """
        اترك تعليق | اترك تعليقا | إرسال تعليق | اترك ردا | أترك تعليقا | اكتب تعليق | اكتب تعليقا | أكتب تعليقا | أضف تعليق | أضف تعليقا | اضف رد | احفظ اسمي | عدم الإساءة للكاتب
        soyez le premier à | كن أول من يعلق | كن أول المعلقين | be the first to comment | bienvenue dans l espace commentaire | poster un message | un message un commentaire | répondre à cet article | réagir à cet article
        leave a comment | leave a reply | save my name | votre adresse e mail ne sera pas | votre adresse de messagerie ne sera pas | enregistrer mon nom
        your email address will not | laisser un commentaire | التعليق الاسم | please enable javascript to view the comments""",
    "newsletter": """
        share or comment on this article | got a story | get in touch with | follow us on | follow along with | sign up for | sign up to | log in or create | sign in or create
        enjoying our latest content | thank you for visiting | add us as a preferred source | you must confirm your public | please logout and then | for more news | for more stories
        check out more of | more from | suivez nous | suivez l actualité | suivez toute l actualité | rejoignez | abonnez vous | inscrivez vous | recevez | retrouvez nous | retrouvez toute l actualité
        téléchargez l application | انضم إلينا | انضموا إلينا | اشتركوا معنا | لا تنسوا الاشتراك | تابع آخر | تابع أحدث | تابعوا أحدث | تابع جديد | تابعوا جديد
        لمتابعة أحدث | للاطلاع على آخر | للمزيد من الأخبار | لمزيد من الأخبار | احصل على آخر""",
    "comments": "هناك تعليق واحد | هناك تعليقات | تعليقات على | ردود على | التعليقات على | الاشتراك في تعليقات | inscription à publier les commentaires",
    "share bar": "مشاركة عبر | شارك هذا عبر | share this via | partager via | شارك المقال | شارك الخبر | شارك هذا المقال | شارك على | شاركها على | partager sur | partagez cet article | share on | share this",
    "related": """
        مقالات ذات | مواضيع ذات | أخبار ذات | مقالات مشابهة | الأكثر قراءة | الأكثر مشاهدة | الأكثر تصفحا
        المزيد من قسم | المزيد في قسم | المزيد من أخبار
        المقال السابق | المقال التالي | رسالة أحدث | رسالة أقدم | article plus récent | article plus ancien | newer post | older post | التدوينة السابقة | التدوينة التالية | الخبر السابق | الخبر التالي
        articles similaires | sur le même sujet | related articles""",
    "read also": """
        اقرأ أيضا | إقرأ أيضا | اقرأ المزيد | اقرأ كذلك | شاهد أيضا | قد يعجبك | قد يهمك | قصص مقترحة | تخطى | تابع القراءة | lire aussi | à lire aussi | voir aussi | read more | see also | article réservé aux | cet article est réservé | cet article est exclusivement | ce contenu est réservé
        il vous reste | la suite est réservée | la suite après | article continues below | story continues below | up next | for more stories like this | for the latest breaking news
        get in touch with our news team | our community members are treated""",
    "navigation": "أرشيف المدونة | available in | disponible en | متوفر باللغات | متاح باللغات | متوفر بـ | available for this page | this page in other languages | هذه الصفحة بلغات أخرى | cette page est disponible | translations of this page | skip to | vous êtes ici | you are here | أنت هنا | انتقل إلى | التجاوز إلى | categorized as",
    "picture": "peut être une image | peut être une illustration | may be an image | may be a | قد تكون صورة | ربما تكون صورة | لا يتوفر وصف للصورة | aucune description de photo | no photo description",
    "page data": "image credits | image credit | view all posts by | our standards the | الوسوم | وسوم | tags | tagged | étiquettes | كلمات مفتاحية | صدر الصورة | التعليق على الصورة | مصدر الصورة | crédit photo | image source | image caption | photo credit",
    "footer": "تمت الطباعة | تاريخ الطباعة | طبعت هذه الصفحة | imprimé le | date d impression | printed on | printed from | تبرعكم | تبرعوا | تبرع الآن | ادعموا | faites un don | faire un don | donate now | make a donation | هذا المصنف مرخص | هذا العمل مرخص | this work is licensed | this page is licensed | cette œuvre est mise à disposition | ce site est sous licence | يرجى إرسال الاستفسارات | please send general | veuillez envoyer les requêtes | جميع الحقوق محفوظة | لتصلكم آخر | لتصلك آخر | toute reproduction | حقوق النشر | copyright | all rights reserved | tous droits réservés | powered by | proudly powered | بكل فخر مدعوم | اشترك في | اشترك الآن | تابعنا | تابعونا | تابعوا آخر الأخبار | لمتابعة آخر الأخبار | للتوصل بآخر الأخبار | حمل تطبيق | téléchargez notre application | download our app | النشرة البريدية | newsletter",
}
_HOLDS = {
    "comment form": """
        لن يتم نشر عنوان بريدك | الحقول الإلزامية | akismet | كيفية معالجة بيانات تعليقك | بريدي الإلكتروني والموقع الإلكتروني في هذا المتصفح | champs obligatoires
        ne sera pas publiée | required fields are marked | عدم الإساءة للكاتب""",
    "comments": "التعليقات المنشورة لا تعبر | comments do not reflect",
    "tagline": """
        جريدة إلكترونية مغربية | جريدة الكترونية مغربية | جريدة إلكترونية مستقلة | جريدة إلكترونية شاملة | تتجدد على مدار الساعة | أول جريدة إلكترونية
        موقع إخباري مستقل | journal électronique indépendant | site d information indépendant""",
    "footer": """
        جميع الحقوق محفوظة | كل الحقوق محفوظة | الآراء الواردة | لا تعبر بالضرورة عن رأي | لا تعبر عن رأي | all rights reserved | tous droits réservés
        nous utilisons des cookies | ce site utilise des cookies | notre site utilise des cookies | we use cookies | this site uses cookies | this website uses cookies
        نستخدم ملفات تعريف الارتباط | يستخدم هذا الموقع ملفات تعريف الارتباط | هذا الموقع يستخدم ملفات تعريف الارتباط
        n engagent que leurs auteurs | tax deductible gift | subscribe to our newsletter | inscrivez vous à notre""",
}
_LONGEST_CALL = 18
"""Words of a call to subscribe or to follow; articles begin so as well."""
_LONGEST_BUTTON = 12
_SENTENCE_ENDS = (".", "؟", "!", ":", "،")
_WORDS_AT_MOST = {"whole": 12, "begins": 26, "holds": 45}
NUMBERED_COMMENT = "comment"
"""Reason of a line "1 - name" with day and hour below it: a reader's comment as old sites print it."""
ENDS_ARTICLE = frozenset({"comment form", "comments", NUMBERED_COMMENT, "related"})
"""Reasons after which the article does not go on; what stands below them is the page's."""

_MOST_BUTTONS = 12
_COMMENT_COUNT = re.compile(
    r"^(?:هناك )?\d{1,6} (?:تعليق|تعليقات|تعليقا|comments?|commentaires?|reactions?|ردود?)$|^(?:(?:ال)?تعليقات|comments?|commentaires?|reactions?) \d{1,6}$|^(?:تعليق واحد|تعليقان)$"
)
_COUNT = re.compile(
    fold_date_words(
        r"^\d[\d ]{0,12} ?(?:زياره|مشاهده|مشاهدات|قراءه|قراءات|views?|vues?|lectures?|shares?|partages?)$"
        r"|^(?:عدد )?(?:المشاهدات|القراءات|الزيارات|views|vues) \d[\d ]{0,12}$|^(?:\d{1,3} (?:دقيقه|دقائق|min|mins|minutes?)(?: واحده)?(?: (?:للقراءه|قراءه|read|de lecture))?)$"
        r"|^(?:قرئ|قرئت|شوهد|شوهدت|قراه|تصفح) \d[\d ]{0,12} (?:مره|مرات)$|^(?:lue?|vue?|read|viewed) \d[\d ]{0,12} (?:fois|times)$"
        r"|^(?:temps de lecture|duree de lecture|lecture|reading time|read time|(?:وقت|مده|زمن) القراءه) \d{1,3}(?: (?:دقيقه|دقائق|min|mins|minutes?|mn))?(?: واحده)?$|^(?:دقيقه واحده|دقيقتان|دقيقتين) (?:للقراءه|قراءه)$"
        r"|^(?:(?:derniere )?mise? a jour|(?:last )?updated?|maj|(?:اخر |تم ال)?تحديث)(?: a| at)?(?: (?:علي )?الساعه)? \d{1,2} ?h? ?\d{0,2}$"
        r"|^\d[\d ]{0,6} ?(?:k|m|md|mln|الف|مليون)(?: (?:views?|vues?|مشاهده|مشاهدات|abonnes?|subscribers|followers|مشترك|مشتركين|متابع|متابعين|متابعا))?$"
        r"|^\d[\d ]{0,6}[km]?(?: views)?(?: edited| معدله| modifie)? \d{1,2} \d\d$|^[\d ]{1,12}$|^[\d ]{1,8}دقيقه واحده$"
    )
)
_COMMENTER = re.compile(
    r"^(?:[^\s:]+ ){1,4}(?:says|said|dit|a dit|يقول|قال) ?:$|^(?:\d+|one) (?:responses?|thoughts?|replies|reply|comments?|reponses?|commentaires?) (?:to|on|sur|a)\b"
)
_CAPTION = re.compile(
    r"^(?:ال)?(?:صوره|صور|تصوير|عدسه)(?: (?:ال)?ارشيفيه| من الارشيف)? ?[:/]|^(?:credit |legende |credits? )?photos? ?(?:d'archives? ?)?[:/]|^ph ?[:/.]"
)
"""In folded text: the line below a picture."""
_GALLERY = re.compile(
    fold_date_words(
        r"(?:view|see) (?:all )?\d{1,3} (?:images?|photos?|pictures?|gallery)|view gallery|(?:image|photo|picture|صورة) \d{1,3} (?:of|sur|من) \d{1,3}"
        r"|(?:voir|afficher) (?:les |la |toutes les )?\d{0,3} ?(?:photos|images|galerie)|(?:عرض|شاهد|مشاهدة) (?:كل |جميع )?\d{0,3} ?(?:ال)?صور"
    )
)
"""In a key: what opens the pictures of an article, with its caption right below."""
_CREDIT = re.compile(
    r"[(\[](?:file |ap )?(?:photos?|pictures?|images?|pics?|credits?|illustration|archives?|capture|(?:ال)?صور[هة]?|ارشيف|تصوير|عدسه)\b[^()\[\]]{0,80}[)\]]$"
    r"|(?<=[ .])(?:photographs?|photos?|pictures?|images?|credits?|credit photo|crédits? ?: ?|ph|تصوير|عدسه) ?: ?[^.:]{2,50}$"
    r"|(?<=[^ ])/ ?(?:afp|ap|reuters|epa|efe|getty images|getty|map|اف ب|رويترز|و ?م ?ع|الاناضول)(?: via getty images)?$"
)
"""In folded text: the photographer named at the end of the line below a picture."""
_CAPTION_WORDS = 45
_LONGEST_GALLERY = 40
_DATED = re.compile(r"\d[-/]\d|\d\.\d+\.\d")
_IMAGE = re.compile(
    r"^[^\n]{0,150}\.(?:jpe?g|png|gif|webp|bmp|svg|avif)$|^IMG[-_ ]\d{4,}[^\n]{0,60}$|^\[(?=\S*[-_])(?=\S*\d)[^\[\]\s]{6,150}\]$",
    re.IGNORECASE,
)
_NETWORKS = re.compile(
    r"(?:فيسبوك|تويتر|واتساب|تيلقرام|لينكدان|ماسنجر|facebook|twitter|whatsapp|telegram|linkedin)"
)
_PATH_JOINTS = "/»>›|:\\"
_BREADCRUMB = re.compile(fold_date_words(r"^(?:الرئيسية|الصفحة الرئيسية|accueil|home)(?= ?[/»>›|:\\]| )"))
_BREADCRUMB_LETTERS = ("", "ا", "a", "h")
"""What a path through the site begins with; nothing is left of a mark."""
_RULE = re.compile(r"^[\W_]+$")
_SECTIONS = """
    مجتمع | سياسة | اقتصاد | رياضة | ثقافة | وطنية | وطني | جهات | جهوية | دولي | دولية | محليات | محلية | أخبار | حوادث | صحة | رأي | آراء | حوار | حوارات | تقارير | تقرير
    بيئة | تعليم | تربية | حقوق | حقوقيات | حقوق الإنسان | فن | فن وثقافة | ثقافة وفن | مغاربة العالم | كتاب الرأي | كتاب وآراء | مقالات | مقالات الرأي | الواجهة | سياسة وقانون
    أخبار محلية | اخبارمحلية | أخبار وطنية | أخبار دولية | أحداث المجتمع | قضايا المجتمع | نساء | المرأة | هجرة | قضايا وحوادث | عدالة | تحقيقات | خاص | إعلام | دين ومجتمع
    société | politique | économie | culture | sport | sports | régions | région | actualités | actualité | international | monde | maroc | national | opinion | opinions | tribune
    droits humains | droits de l homme | justice | environnement | éducation | santé | enquêtes | society | politics | economy | business | world | news | local | human rights
    rights | health | education | environment | opinion | features | analysis"""


def key(text: str) -> str:
    """A line as the tables are compared with: compatibility forms, marks, hamza, case and accents folded, words only."""
    return _short_key(text) if len(text) <= _SHORT else _key(text)


def _key(text: str) -> str:
    return " ".join(text.translate(_KEYED).split())


class _Keyed(dict[int, str]):
    """What a character is in a key. Marks fall away, so that it is the same whether the text was composed or not."""

    def __missing__(self, code: int) -> str:
        folded = map(fold_character, unicodedata.normalize("NFKC", chr(code)))
        keyed = "".join("".join(one if one.isalnum() else " " for one in each) for each in folded)
        if len(self) < _MOST_KEPT:
            self[code] = keyed
        return keyed


_KEYED = _Keyed()
_short_key = lru_cache(maxsize=8_192)(_key)
"""Menus, bylines and names come again on every page of a site."""


def _phrases(rows: str) -> list[str]:
    return [key(phrase) for row in rows.strip().splitlines() for phrase in row.split("|") if phrase.strip()]


LABELS = frozenset(_phrases("الاسم | الموقع | الموقع الإلكتروني | name | nom | website | site web"))
"""Keys of single words that are labels of a comment form only beside others of it: they are headings and menus, too."""
ADDRESS_LABELS = frozenset(
    _phrases("البريد الإلكتروني | email | e mail | adresse e mail | adresse email | submit")
)
"""Keys of labels that a box for subscribers has as well."""
_WHOLE_LINES = {phrase: reason for reason, rows in _WHOLE.items() for phrase in _phrases(rows)}
_BEGINNINGS = {phrase: reason for reason, rows in _BEGINS.items() for phrase in _phrases(rows)}
_FIRST_WORDS = frozenset(phrase.split()[0] for phrase in _BEGINNINGS)
_LONGEST_BEGINNING = max(len(phrase.split()) for phrase in _BEGINNINGS)
_PHRASES = {phrase: reason for reason, rows in _HOLDS.items() for phrase in _phrases(rows)}
_ANY_PHRASE = re.compile("|".join(map(re.escape, sorted(_PHRASES, key=len, reverse=True))))
SECTIONS = frozenset(_phrases(_SECTIONS))
"""Keys of the usual names of sections."""


def is_image(line: str) -> bool:
    """Whether the line is the name of a picture's file."""
    if len(line) >= 200 or not ("." in line[-8:] or line.lstrip()[:1] in "Ii["):
        return False
    return _IMAGE.match(line.strip()) is not None


def is_gallery(line_key: str) -> bool:
    """Whether the key is that of a button which opens the pictures of an article ("View 3 Images")."""
    return len(line_key) <= _LONGEST_GALLERY and _GALLERY.fullmatch(line_key) is not None


_first_letter = lru_cache(maxsize=512)(fold_date_words)


def after_breadcrumb(line: str) -> str | None:
    """What follows "الرئيسية" (Accueil, Home) at the beginning of a path through the site, or None for other lines."""
    if len(line) >= 600 or _first_letter(line[:1]) not in _BREADCRUMB_LETTERS:
        return None
    found = _BREADCRUMB.match(fold_date_words(line[:40]))
    if found is None:
        return None
    rest = line[found.end() :]
    if rest[:1] == " " and rest[1:2] not in _PATH_JOINTS and line.rstrip().endswith((".", "؟", "?", "!")):
        return None
    return rest.lstrip(f" {_PATH_JOINTS}")


def _names_photographer(line: str) -> bool:
    """Whether a line ends in a credit. Most lines have none of the signs that all credits have."""
    if line[-1] not in ")]" and ":" not in line[-60:] and "/" not in line[-30:]:
        return False
    return len(line.split()) <= _CAPTION_WORDS and _CREDIT.search(fold_date_words(line).strip()) is not None


def _holds_phrase(line_key: str) -> bool:
    """Whether any of the phrases is there: each looked for alone takes a tenth of the time of all in one expression."""
    for phrase in _PHRASES:  # noqa: SIM110 - any() takes twice as long, in the innermost loop of an import
        if phrase in line_key:
            return True
    return False


def furniture(line: str, line_key: str) -> str | None:
    """Why a line is no part of an article, or None. `line_key` is `key(line)`."""
    words = line_key.split()
    if not words:
        return "ornament" if line.strip() and _RULE.match(line.strip()) else None
    if len(words) > _WORDS_AT_MOST["holds"]:
        return None
    if len(words) <= _WORDS_AT_MOST["whole"]:
        if line_key in _WHOLE_LINES:
            return _WHOLE_LINES[line_key]
        if _COUNT.match(line_key) and not _DATED.search(line):
            return "page data"
        if _COMMENT_COUNT.match(line_key):
            return "comments"
        if is_gallery(line_key):
            return "picture"
        if any(sign in line for sign in ":/.") or line_key[0].isdigit() or words[0] == "one":
            folded = fold_date_words(line).strip()
            if _COMMENTER.match(folded):
                return "comments"
            if _CAPTION.match(folded):
                return "picture"
        networks = len(_NETWORKS.findall(line_key))
        if networks >= 2 or (networks and len(words) <= 3):
            return "share bar"
    if _names_photographer(line):
        return "picture"
    if len(words) <= _WORDS_AT_MOST["begins"] and words[0] in _FIRST_WORDS:
        for count in range(min(len(words), _LONGEST_BEGINNING), 0, -1):
            reason = _BEGINNINGS.get(" ".join(words[:count]))
            if reason == "newsletter" and len(words) > _LONGEST_CALL:
                continue
            if (
                reason == "navigation"
                and len(words) > _LONGEST_BUTTON
                and line.rstrip().endswith(_SENTENCE_ENDS)
            ):
                continue
            if reason and not (count == 1 and len(words) > 6 and line.rstrip().endswith((".", "…"))):
                return reason
    phrase = _ANY_PHRASE.search(line_key) if _holds_phrase(line_key) else None
    if phrase and not (_PHRASES[phrase[0]] == "tagline" and len(words) > 16):
        return _PHRASES[phrase[0]]
    if "©" in line:
        return "footer"
    return _all_of("|", line) if "|" in line else None


def are_buttons(line: str) -> bool:
    """Whether a line is several buttons with strokes between them ("مشاركة / Partager")."""
    return " / " in line and not any(map(str.isdigit, line)) and _all_of("/", line) is not None


def _all_of(sign: str, line: str) -> str | None:
    """Why a row of buttons with this sign between them is no part of an article: each of them is none."""
    parts = [part for part in line.split(sign) if key(part)]
    reasons = [furniture(part.strip(), key(part)) for part in parts] if len(parts) < _MOST_BUTTONS else [None]
    return reasons[0] if reasons and all(reasons) else None
