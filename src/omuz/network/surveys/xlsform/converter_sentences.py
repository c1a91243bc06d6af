"""What the reference converter may say, and what the author is told instead.

Each entry: pattern in the converter's English, our sentence, and sheet and column where the converter names none
(several spellings of a column apart by `|`).
"""

from django.utils.translation import gettext_noop as _

FALLBACK = _("Form dönüştürülemedi. Dönüştürücünün sözü: “%(text)s”")

_NAME_RULE = _(
    "Ad bir harfle ya da alt çizgiyle başlamalı; içinde yalnızca harf, rakam, alt çizgi, tire ve nokta olabilir, "
    "boşluk olamaz."
)

PATTERNS: tuple[tuple[str, str, str, str], ...] = (
    (
        r"Question or group with no name",
        _("Bu sorunun ya da grubun adı yok. “name” sütununa kısa, boşluksuz bir ad yazın."),
        "survey",
        "name|value",
    ),
    (r"Question with no type", _("Bu satırda soru türü yok. “type” sütununu doldurun."), "survey", "type"),
    (r"Missing calculation", _("Hesaplama yazılmamış. “calculation” sütununu doldurun."), "survey", "calculation"),
    (
        r"List name not in choices sheet: (?P<name>.*)",
        _("“%(name)s” adlı seçenek listesi “choices” sayfasında yok."),
        "survey",
        "type",
    ),
    (
        r"List name not in external choices sheet: (?P<name>.*)",
        _("“%(name)s” adlı seçenek listesi “external_choices” sayfasında yok."),
        "survey",
        "type",
    ),
    (
        r"There should be a choices sheet",
        _("Seçmeli soru var ama “choices” sayfası yok. list_name, name ve label sütunlarıyla bu sayfayı ekleyin."),
        "",
        "",
    ),
    (
        r"There should be an external_choices sheet",
        _("Dış listeden seçilen soru var ama “external_choices” sayfası yok. Sayfayı list_name ve name ile ekleyin."),
        "",
        "",
    ),
    (
        r"Choice names with spaces cannot be added to multiple choice selects. "
        r"See \[(?P<name>.*?)\] in \[(?P<where>.*?)\]",
        _("“%(where)s” listesindeki “%(name)s” adında boşluk var; çok seçmeli sorularda seçenek adı boşluksuz olmalı."),
        "choices",
        "name|value",
    ),
    (
        r"Choice filter not supported with or_other",
        _("“or_other” ile “choice_filter” birlikte kullanılamaz."),
        "survey",
        "choice_filter",
    ),
    (
        r"Please specify choices for this 'or other'",
        _("“or_other” kullanılan sorunun seçenek listesi yok."),
        "survey",
        "type",
    ),
    (
        r"Choice filter not supported for table-list",
        _("“table-list” görünümlü grupta “choice_filter” kullanılamaz."),
        "survey",
        "choice_filter",
    ),
    (
        r"Unknown question type '(?P<type>.*?)'",
        _("“%(type)s” diye bir soru türü yok; “type” sütunundaki yazımına bakın."),
        "survey",
        "type",
    ),
    (
        r"There is no survey element named '(?P<name>.*?)'",
        _("${%(name)s} diye anılan bir soru yok; “name” sütunundaki adı yazın."),
        "survey",
        "",
    ),
    (
        r"There are multiple survey elements named '(?P<name>.*?)'",
        _("${%(name)s} adı birden çok yerde var; hangisi olduğu anlaşılmıyor. Adları ayırın."),
        "survey",
        "name",
    ),
    (
        r"Could not find the name '(?P<name>.*?)'",
        _("${%(name)s} diye anılan bir soru yok; “name” sütunundaki adı yazın."),
        "survey",
        "",
    ),
    (
        r"The name '(?P<name>.*?)' appears more than once",
        _("${%(name)s} adı birden çok yerde var; hangisi olduğu anlaşılmıyor. Adları ayırın."),
        "survey",
        "",
    ),
    (
        r"Reference variables must start with",
        _("Başka soruya gönderme ${ad} biçiminde olmalı; ayraçlardan biri eksik."),
        "survey",
        "",
    ),
    (
        r"Reference variable lists must have a comma",
        _("Gönderme listesinde adların arasına virgül koyun."),
        "survey",
        "",
    ),
    (
        r"Unmatched 'begin_(?P<type>\w+)'.*name '(?P<name>.*?)'",
        _("“%(name)s” adlı begin_%(type)s kapanmamış; sonuna end_%(type)s satırı ekleyin."),
        "survey",
        "type",
    ),
    (
        r"Unmatched 'end_(?P<type>\w+)'",
        _("Bu end_%(type)s satırının açılışı yok; fazla satırı silin ya da begin_%(type)s ekleyin."),
        "survey",
        "type",
    ),
    (r"the 'name' value 'meta' is invalid", _("“meta” adı ayrılmıştır; başka bir ad verin."), "survey", "name|value"),
    (
        r"Repeat names must not be the same as the survey root",
        _("Tekrarın adı formun kendi adıyla aynı olamaz; başka bir ad verin."),
        "survey",
        "name|value",
    ),
    (
        r"'name' value '(?P<name>.*?)' is invalid. Repeat names",
        _("“%(name)s” adlı bir tekrar zaten var; tekrarların adı formda bir kez geçmeli."),
        "survey",
        "name|value",
    ),
    (
        r"'name' value '(?P<name>.*?)' is invalid. Questions",
        _("“%(name)s” adı aynı yerde iki kez kullanılmış; birini değiştirin."),
        "survey",
        "name|value",
    ),
    (r"Choices must have a name", _("Seçeneğin adı yok. “name” sütununu doldurun."), "choices", "name|value"),
    (
        r"Choice names must be unique",
        _(
            "Bu seçenek adı listesinde iki kez geçiyor. Birini değiştirin ya da bile bileyse “settings” sayfasında "
            "allow_choice_duplicates sütununa yes yazın."
        ),
        "choices",
        "name|value",
    ),
    (r"Names must begin with a letter", _NAME_RULE, "", "name"),
    (r"must not begin with two underscores", _("Buradaki ad iki alt çizgiyle başlayamaz."), "", ""),
    (r"Names used here must not contain a period", _("Buradaki adda nokta olamaz."), "", ""),
    (
        r"Duplicate column header: (?P<name>.*)",
        _("“%(name)s” başlığı birden çok sütunda var; birini silin ya da diline göre adlandırın."),
        "",
        "",
    ),
    (
        r"Headers that are different names for the same column were found: (?P<names>.*?)\. Rename",
        _("Şu başlıklar aynı sütunun iki adı: %(names)s. Birini silin."),
        "",
        "",
    ),
    (
        r"for sheet: '(?P<sheet>.*?)'. One or more required column headers were not found: (?P<missing>.*?)\.",
        _("“%(sheet)s” sayfasında şu sütunlar eksik: %(missing)s."),
        "",
        "",
    ),
    (
        r"Invalid headers provided for sheet: '(?P<sheet>.*?)'",
        _("“%(sheet)s” sayfasının ilk satırı sütun başlıkları olmalı (type, name, label …)."),
        "",
        "",
    ),
    (
        r"You must have a sheet named 'survey'",
        _("“survey” adlı sayfa yok. Soruların durduğu sayfaya bu adı verin."),
        "",
        "",
    ),
    (r"form_name", _NAME_RULE, "settings", "form_name|name"),
    (
        r"parameter '(?P<name>\w+)' must be a number",
        _("“range” sorusunda “%(name)s” bir sayı olmalı."),
        "survey",
        "parameters",
    ),
    (
        r"parameter '(?P<name>\w+)' must not be '0'",
        _("“range” sorusunda “%(name)s” sıfır olamaz."),
        "survey",
        "parameters",
    ),
    (
        r"parameter '(?P<name>\w+)' must not be larger than the range",
        _("“range” sorusunda “%(name)s”, start ile end arasındaki farktan büyük olamaz."),
        "survey",
        "parameters",
    ),
    (
        r"the 'parameters' value is invalid",
        _("“parameters” sütunundaki değerler bu soru türüne uymuyor. “ad=değer ad=değer” biçiminde yazın."),
        "survey",
        "parameters",
    ),
    (r"must have an integer value", _("“parameters” sütunundaki değer tam sayı olmalı."), "survey", "parameters"),
    (
        r"must be set to true or false",
        _("“parameters” sütunundaki değer true ya da false olmalı."),
        "survey",
        "parameters",
    ),
    (
        r"value must be a number or a reference",
        _("“seed” bir sayı ya da ${ad} göndermesi olmalı."),
        "survey",
        "parameters",
    ),
    (
        r"should end with one of the supported file extensions: (?P<ends>.*)",
        _("Dosyadan seçilen soruda dosya adı şunlardan biriyle bitmeli: %(ends)s."),
        "survey",
        "type",
    ),
    (
        r"not user-visible so it can't be used as a calculation trigger",
        _("“trigger” sütununda ekranda görünmeyen bir soru anılmış; görünen bir soru yazın."),
        "survey",
        "trigger",
    ),
    (
        r"survey element named (?P<name>\S+) has no label or hint",
        _("“%(name)s” sorusunun metni yok. “label” sütununu doldurun."),
        "survey",
        "label",
    ),
    (
        r"element has no label or hint.*?name: (?P<name>\S+)",
        _("“%(name)s” sorusunun metni yok. “label” sütununu doldurun."),
        "survey",
        "label",
    ),
    (r"Cannot omit instanceID", _("Şifreli formda “omit_instanceID” kullanılamaz."), "settings", "omit_instanceid"),
    (
        r"On the 'entities' sheet",
        _("“entities” sayfasındaki tanım uygun değil; bu program varlık listesi kullanmaz, sayfayı silebilirsiniz."),
        "entities",
        "",
    ),
    (
        r"'save_to' value is invalid",
        _("“save_to” sütunu uygun değil; bu program varlık listesi kullanmaz, sütunu silebilirsiniz."),
        "survey",
        "save_to",
    ),
)

REMARK_PATTERNS: tuple[tuple[str, str, str, str], ...] = (
    (r"Choices should have a label", _("Seçeneğin metni yok; ekranda adı görünecek."), "choices", "label"),
    (
        r"Language '(?P<language>.*?)' is missing the (?P<sheet>survey|choices) "
        r"(?:columns )?(?P<columns>.*?)(?: column)?\.$",
        _("“%(language)s” dilinde şu sütunlar yok: %(columns)s (%(sheet)s sayfası). O sözler başka dilde görünecek."),
        "",
        "",
    ),
    (
        r"uses or_other and translations",
        _("“or_other” seçeneğinin sözü çevrilmez; birden çok dilde “Diğer” seçeneğini kendiniz ekleyin."),
        "",
        "",
    ),
    (
        r"(?P<type>\w+) is no longer supported on most devices",
        _("“%(type)s” bilgisini yeni telefonlar vermez; boş kalır."),
        "survey",
        "type",
    ),
    (
        r"the '(?P<header>[^']*)' value is invalid. Column headers must not be empty",
        _("“%(header)s” sütun başlığında boşluk var; sütun okunmadı."),
        "choices",
        "",
    ),
    (
        r"'name' value '(?P<name>.*?)' is problematic",
        _("“%(name)s” adı başka bir addan yalnızca büyük-küçük harfle ayrılıyor."),
        "survey",
        "name",
    ),
    (r"(Group|Repeat) has no label", _("Grubun başlığı yok."), "survey", "label"),
    (
        r"Row without name, text, or label is being skipped",
        _("Türü, adı ve metni olmayan satır atlandı."),
        "survey",
        "",
    ),
    (r"'disabled' column", _("“disabled” sütunu artık kullanılmıyor; “relevant” kullanın."), "survey", "disabled"),
    (
        r"When looking for a sheet named '(?P<sheet>.*?)', the following sheets with similar names were found: "
        r"(?P<found>.*?)\.",
        _("“%(sheet)s” sayfası aranırken benzer adlı sayfa bulundu: %(found)s. Adını düzeltin."),
        "",
        "",
    ),
    (
        r"select one external is only meant for filtered selects",
        _("Dış listeden seçilen soruda “choice_filter” yok; listenin tamamı görünecek."),
        "survey",
        "choice_filter",
    ),
    (
        r"form_id and id_string",
        _("“settings” sayfasında form_id ve id_string birlikte var; form_id geçerli."),
        "settings",
        "",
    ),
)

SILENT = (
    r"max-pixels parameter",
    r"valid machine-readable codes",
    r"similar names were found: ''",
)
