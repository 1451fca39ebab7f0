/* English names of time zones, as CLDR's metazones give them: for Date.prototype.toString. A row is the name of standard
 * time, that of daylight or summer time where there is one, and the zones of the IANA database that use them. */
#include <strings.h>

#include "builtins/date_builtins.h"

typedef struct Names {
  const char *standard;
  const char *daylight; /* NULL: none */
  const char *zones;
} Names;

static const Names names[] = {
    {"Acre Standard Time", "Acre Summer Time",
     "America/Eirunepe America/Porto_Acre America/Rio_Branco Brazil/Acre"},
    {"Afghanistan Time", NULL,
     "Asia/Kabul"},
    {"Alaska Standard Time", "Alaska Daylight Time",
     "America/Anchorage America/Juneau America/Metlakatla America/Nome America/Sitka America/Yakutat US/Alaska"},
    {"Amazon Standard Time", "Amazon Summer Time",
     "America/Boa_Vista America/Campo_Grande America/Cuiaba America/Manaus America/Porto_Velho Brazil/West"},
    {"American Samoa Standard Time", NULL,
     "Pacific/Midway Pacific/Pago_Pago Pacific/Samoa US/Samoa"},
    {"Arabian Standard Time", "Arabian Daylight Time",
     "Asia/Aden Asia/Baghdad Asia/Bahrain Asia/Kuwait Asia/Qatar Asia/Riyadh"},
    {"Argentina Standard Time", "Argentina Summer Time",
     "America/Argentina/Buenos_Aires America/Argentina/Catamarca America/Argentina/ComodRivadavia "
     "America/Argentina/Cordoba America/Argentina/Jujuy America/Argentina/La_Rioja America/Argentina/Mendoza "
     "America/Argentina/Rio_Gallegos America/Argentina/Salta America/Argentina/San_Juan America/Argentina/San_Luis "
     "America/Argentina/Tucuman America/Argentina/Ushuaia America/Buenos_Aires America/Catamarca America/Cordoba "
     "America/Jujuy America/Mendoza America/Rosario"},
    {"Armenia Standard Time", "Armenia Summer Time",
     "Asia/Yerevan"},
    {"Atlantic Standard Time", "Atlantic Daylight Time",
     "America/Glace_Bay America/Goose_Bay America/Halifax America/Moncton America/Thule Atlantic/Bermuda "
     "Canada/Atlantic"},
    {"Atlantic Standard Time", "Atlantic Daylight Time",
     "America/Anguilla America/Antigua America/Aruba America/Barbados America/Blanc-Sablon America/Curacao "
     "America/Dominica America/Grenada America/Guadeloupe America/Kralendijk America/Lower_Princes America/Marigot "
     "America/Martinique America/Montserrat America/Port_of_Spain America/Puerto_Rico America/Santo_Domingo "
     "America/St_Barthelemy America/St_Kitts America/St_Lucia America/St_Thomas America/St_Vincent America/Tortola "
     "America/Virgin"},
    {"Australian Central Standard Time", "Australian Central Daylight Time",
     "Australia/Adelaide Australia/Broken_Hill Australia/South Australia/Yancowinna"},
    {"Australian Central Standard Time", NULL,
     "Australia/Darwin Australia/North"},
    {"Australian Central Western Standard Time", "Australian Central Western Daylight Time",
     "Australia/Eucla"},
    {"Australian Eastern Standard Time", "Australian Eastern Daylight Time",
     "Antarctica/Macquarie Australia/ACT Australia/Canberra Australia/Currie Australia/Hobart Australia/Melbourne "
     "Australia/NSW Australia/Sydney Australia/Tasmania Australia/Victoria"},
    {"Australian Eastern Standard Time", "Australian Eastern Daylight Time",
     "Australia/Brisbane Australia/Lindeman Australia/Queensland"},
    {"Australian Western Standard Time", "Australian Western Daylight Time",
     "Antarctica/Casey Australia/Perth Australia/West"},
    {"Azerbaijan Standard Time", "Azerbaijan Summer Time",
     "Asia/Baku"},
    {"Azores Standard Time", "Azores Summer Time",
     "Atlantic/Azores"},
    {"Bangladesh Standard Time", "Bangladesh Summer Time",
     "Asia/Dacca Asia/Dhaka"},
    {"Bhutan Time", NULL,
     "Asia/Thimbu Asia/Thimphu"},
    {"Bolivia Time", NULL,
     "America/La_Paz"},
    {"Brasilia Standard Time", "Brasilia Summer Time",
     "America/Araguaina America/Bahia America/Belem America/Fortaleza America/Maceio America/Recife "
     "America/Santarem America/Sao_Paulo Brazil/East"},
    {"Brunei Time", NULL,
     "Asia/Brunei"},
    {"Cape Verde Standard Time", NULL,
     "Atlantic/Cape_Verde"},
    {"Central Africa Time", NULL,
     "Africa/Blantyre Africa/Bujumbura Africa/Gaborone Africa/Harare Africa/Juba Africa/Khartoum Africa/Kigali "
     "Africa/Lubumbashi Africa/Lusaka Africa/Maputo Africa/Windhoek"},
    {"Central European Standard Time", "Central European Summer Time",
     "Africa/Algiers Africa/Tunis"},
    {"Central European Standard Time", "Central European Summer Time",
     "Africa/Ceuta Arctic/Longyearbyen Atlantic/Jan_Mayen CET Europe/Amsterdam Europe/Andorra Europe/Belgrade "
     "Europe/Berlin Europe/Bratislava Europe/Brussels Europe/Budapest Europe/Busingen Europe/Copenhagen "
     "Europe/Gibraltar Europe/Ljubljana Europe/Luxembourg Europe/Madrid Europe/Malta Europe/Monaco Europe/Oslo "
     "Europe/Paris Europe/Podgorica Europe/Prague Europe/Rome Europe/San_Marino Europe/Sarajevo Europe/Skopje "
     "Europe/Stockholm Europe/Tirane Europe/Vaduz Europe/Vatican Europe/Vienna Europe/Warsaw Europe/Zagreb "
     "Europe/Zurich MET Poland"},
    {"Central Indonesia Time", NULL,
     "Asia/Makassar Asia/Ujung_Pandang"},
    {"Central Standard Time", "Central Daylight Time",
     "America/Chicago America/Indiana/Knox America/Indiana/Tell_City America/Knox_IN America/Matamoros "
     "America/Menominee America/North_Dakota/Beulah America/North_Dakota/Center America/North_Dakota/New_Salem "
     "America/Ojinaga America/Rainy_River America/Rankin_Inlet America/Resolute America/Winnipeg CST6CDT "
     "Canada/Central US/Central US/Indiana-Starke"},
    {"Central Standard Time", "Central Daylight Time",
     "America/Bahia_Banderas America/Belize America/Chihuahua America/Costa_Rica America/El_Salvador "
     "America/Guatemala America/Managua America/Merida America/Mexico_City America/Monterrey America/Regina "
     "America/Swift_Current America/Tegucigalpa Canada/Saskatchewan Mexico/General"},
    {"Chamorro Standard Time", NULL,
     "Pacific/Guam Pacific/Saipan"},
    {"Chatham Standard Time", "Chatham Daylight Time",
     "NZ-CHAT Pacific/Chatham"},
    {"Chile Standard Time", "Chile Summer Time",
     "America/Coyhaique America/Santiago Chile/Continental"},
    {"China Standard Time", "China Daylight Time",
     "Asia/Chongqing Asia/Chungking Asia/Harbin Asia/Macao Asia/Macau Asia/Shanghai PRC"},
    {"Christmas Island Time", NULL,
     "Indian/Christmas"},
    {"Chuuk Time", NULL,
     "Pacific/Chuuk Pacific/Truk Pacific/Yap"},
    {"Cocos Islands Time", NULL,
     "Indian/Cocos"},
    {"Colombia Standard Time", "Colombia Summer Time",
     "America/Bogota"},
    {"Cook Islands Standard Time", "Cook Islands Summer Time",
     "Pacific/Rarotonga"},
    {"Coordinated Universal Time", NULL,
     "Etc/UCT Etc/UTC Etc/Universal Etc/Zulu UCT UTC Universal Zulu"},
    {"Cuba Standard Time", "Cuba Daylight Time",
     "America/Havana Cuba"},
    {"Davis Time", NULL,
     "Antarctica/Davis"},
    {"Dumont d’Urville Time", NULL,
     "Antarctica/DumontDUrville"},
    {"East Africa Time", NULL,
     "Africa/Addis_Ababa Africa/Asmara Africa/Asmera Africa/Dar_es_Salaam Africa/Djibouti Africa/Kampala "
     "Africa/Mogadishu Africa/Nairobi Indian/Antananarivo Indian/Comoro Indian/Mayotte"},
    {"East Greenland Standard Time", "Greenland Summer Time",
     "America/Scoresbysund"},
    {"Easter Island Standard Time", "Easter Island Summer Time",
     "Chile/EasterIsland Pacific/Easter"},
    {"Eastern European Standard Time", "Eastern European Summer Time",
     "Africa/Tripoli Europe/Kaliningrad Libya"},
    {"Eastern European Standard Time", "Eastern European Summer Time",
     "Africa/Cairo Asia/Beirut Asia/Famagusta Asia/Gaza Asia/Hebron Asia/Nicosia EET Egypt Europe/Athens "
     "Europe/Bucharest Europe/Chisinau Europe/Helsinki Europe/Kiev Europe/Kyiv Europe/Mariehamn Europe/Nicosia "
     "Europe/Riga Europe/Sofia Europe/Tallinn Europe/Tiraspol Europe/Uzhgorod Europe/Vilnius Europe/Zaporozhye"},
    {"Eastern Indonesia Time", NULL,
     "Asia/Jayapura"},
    {"Eastern Standard Time", "Eastern Daylight Time",
     "America/Detroit America/Fort_Wayne America/Grand_Turk America/Indiana/Indianapolis America/Indiana/Marengo "
     "America/Indiana/Petersburg America/Indiana/Vevay America/Indiana/Vincennes America/Indiana/Winamac "
     "America/Indianapolis America/Iqaluit America/Kentucky/Louisville America/Kentucky/Monticello "
     "America/Louisville America/Montreal America/Nassau America/New_York America/Nipigon America/Pangnirtung "
     "America/Port-au-Prince America/Thunder_Bay America/Toronto Canada/Eastern EST5EDT US/East-Indiana US/Eastern "
     "US/Michigan"},
    {"Eastern Standard Time", "Eastern Daylight Time",
     "America/Atikokan America/Cancun America/Cayman America/Coral_Harbour America/Jamaica America/Panama EST "
     "Jamaica"},
    {"Ecuador Time", NULL,
     "America/Guayaquil"},
    {"Falkland Islands Standard Time", "Falkland Islands Summer Time",
     "Atlantic/Stanley"},
    {"Fernando de Noronha Standard Time", "Fernando de Noronha Summer Time",
     "America/Noronha Brazil/DeNoronha"},
    {"Fiji Standard Time", "Fiji Summer Time",
     "Pacific/Fiji"},
    {"French Guiana Time", NULL,
     "America/Cayenne"},
    {"French Southern & Antarctic Time", NULL,
     "Indian/Kerguelen"},
    {"Galapagos Time", NULL,
     "Pacific/Galapagos"},
    {"Gambier Time", NULL,
     "Pacific/Gambier"},
    {"Georgia Standard Time", "Georgia Summer Time",
     "Asia/Tbilisi"},
    {"Gilbert Islands Time", NULL,
     "Pacific/Tarawa"},
    {"Greenwich Mean Time", "British Summer Time",
     "Europe/Belfast Europe/London GB GB-Eire"},
    {"Greenwich Mean Time", NULL,
     "Africa/Abidjan Africa/Accra Africa/Bamako Africa/Banjul Africa/Bissau Africa/Conakry Africa/Dakar "
     "Africa/Freetown Africa/Lome Africa/Monrovia Africa/Nouakchott Africa/Ouagadougou Africa/Sao_Tome "
     "Africa/Timbuktu America/Danmarkshavn Atlantic/Reykjavik Atlantic/St_Helena Etc/GMT+0 Etc/GMT-0 Etc/GMT0 "
     "GMT GMT+0 GMT-0 GMT0 Etc/GMT Etc/GMT+0 Etc/GMT-0 Etc/GMT0 "
     "Etc/Greenwich Europe/Guernsey Europe/Isle_of_Man Europe/Jersey Greenwich Iceland"},
    {"Greenwich Mean Time", "Irish Standard Time",
     "Eire Europe/Dublin"},
    {"Gulf Standard Time", NULL,
     "Asia/Dubai Asia/Muscat"},
    {"Guyana Time", NULL,
     "America/Guyana"},
    {"Hawaii-Aleutian Standard Time", "Hawaii-Aleutian Daylight Time",
     "America/Adak America/Atka US/Aleutian"},
    {"Hawaii-Aleutian Standard Time", NULL,
     "HST Pacific/Honolulu Pacific/Johnston US/Hawaii"},
    {"Hong Kong Standard Time", "Hong Kong Summer Time",
     "Asia/Hong_Kong Hongkong"},
    {"India Standard Time", NULL,
     "Asia/Calcutta Asia/Colombo Asia/Kolkata"},
    {"Indian Ocean Time", NULL,
     "Indian/Chagos"},
    {"Indochina Time", NULL,
     "Asia/Bangkok Asia/Ho_Chi_Minh Asia/Phnom_Penh Asia/Saigon Asia/Vientiane"},
    {"Iran Standard Time", "Iran Daylight Time",
     "Asia/Tehran Iran"},
    {"Irkutsk Standard Time", "Irkutsk Summer Time",
     "Asia/Irkutsk"},
    {"Israel Standard Time", "Israel Daylight Time",
     "Asia/Jerusalem Asia/Tel_Aviv Israel"},
    {"Japan Standard Time", NULL,
     "Asia/Tokyo Japan"},
    {"Kamchatka Standard Time", "Kamchatka Summer Time",
     "Asia/Anadyr Asia/Kamchatka"},
    {"Kazakhstan Time", "East Kazakhstan Time",
     "Asia/Almaty Asia/Qostanay"},
    {"Khovd Standard Time", "Khovd Summer Time",
     "Asia/Hovd"},
    {"Korean Standard Time", "Korean Daylight Time",
     "Asia/Pyongyang Asia/Seoul ROK"},
    {"Kosrae Time", NULL,
     "Pacific/Kosrae"},
    {"Krasnoyarsk Standard Time", "Krasnoyarsk Summer Time",
     "Asia/Barnaul Asia/Krasnoyarsk Asia/Novokuznetsk Asia/Novosibirsk Asia/Tomsk"},
    {"Kyrgyzstan Time", NULL,
     "Asia/Bishkek"},
    {"Line Islands Time", NULL,
     "Pacific/Kiritimati"},
    {"Lord Howe Standard Time", "Lord Howe Daylight Time",
     "Australia/LHI Australia/Lord_Howe"},
    {"Magadan Standard Time", "Magadan Summer Time",
     "Asia/Magadan Asia/Sakhalin Asia/Srednekolymsk"},
    {"Malaysia Time", NULL,
     "Asia/Kuala_Lumpur Asia/Kuching"},
    {"Maldives Time", NULL,
     "Indian/Maldives"},
    {"Marquesas Time", NULL,
     "Pacific/Marquesas"},
    {"Marshall Islands Time", NULL,
     "Kwajalein Pacific/Kwajalein Pacific/Majuro"},
    {"Mauritius Standard Time", "Mauritius Summer Time",
     "Indian/Mauritius"},
    {"Mawson Time", NULL,
     "Antarctica/Mawson"},
    {"Mexican Pacific Standard Time", "Mexican Pacific Daylight Time",
     "America/Hermosillo America/Mazatlan Mexico/BajaSur"},
    {"Moscow Standard Time", "Moscow Summer Time",
     "Europe/Kirov Europe/Minsk Europe/Moscow Europe/Simferopol Europe/Volgograd W-SU"},
    {"Mountain Standard Time", "Mountain Daylight Time",
     "America/Boise America/Cambridge_Bay America/Ciudad_Juarez America/Denver America/Edmonton America/Inuvik "
     "America/Shiprock America/Yellowknife Canada/Mountain MST7MDT Navajo US/Mountain"},
    {"Mountain Standard Time", NULL,
     "America/Creston America/Dawson_Creek America/Fort_Nelson America/Phoenix MST US/Arizona"},
    {"Myanmar Time", NULL,
     "Asia/Rangoon Asia/Yangon"},
    {"Nauru Time", NULL,
     "Pacific/Nauru"},
    {"Nepal Time", NULL,
     "Asia/Kathmandu Asia/Katmandu"},
    {"New Caledonia Standard Time", "New Caledonia Summer Time",
     "Pacific/Noumea"},
    {"New Zealand Standard Time", "New Zealand Daylight Time",
     "Antarctica/McMurdo Antarctica/South_Pole NZ Pacific/Auckland"},
    {"Newfoundland Standard Time", "Newfoundland Daylight Time",
     "America/St_Johns Canada/Newfoundland"},
    {"Niue Time", NULL,
     "Pacific/Niue"},
    {"Norfolk Island Standard Time", "Norfolk Island Daylight Time",
     "Pacific/Norfolk"},
    {"Omsk Standard Time", "Omsk Summer Time",
     "Asia/Omsk"},
    {"Pacific Standard Time", "Pacific Daylight Time",
     "America/Ensenada America/Los_Angeles America/Santa_Isabel America/Tijuana America/Vancouver Canada/Pacific "
     "Mexico/BajaNorte PST8PDT US/Pacific"},
    {"Pakistan Standard Time", "Pakistan Summer Time",
     "Asia/Karachi"},
    {"Palau Time", NULL,
     "Pacific/Palau"},
    {"Papua New Guinea Time", NULL,
     "Pacific/Port_Moresby"},
    {"Paraguay Standard Time", "Paraguay Summer Time",
     "America/Asuncion"},
    {"Peru Standard Time", "Peru Summer Time",
     "America/Lima"},
    {"Philippine Standard Time", "Philippine Summer Time",
     "Asia/Manila"},
    {"Phoenix Islands Time", NULL,
     "Pacific/Enderbury Pacific/Kanton"},
    {"Pitcairn Time", NULL,
     "Pacific/Pitcairn"},
    {"Pohnpei Time", NULL,
     "Pacific/Pohnpei Pacific/Ponape"},
    {"Rothera Time", NULL,
     "Antarctica/Rothera"},
    {"Réunion Time", NULL,
     "Indian/Reunion"},
    {"Samara Standard Time", "Samara Summer Time",
     "Europe/Astrakhan Europe/Samara Europe/Saratov Europe/Ulyanovsk"},
    {"Samoa Standard Time", "Samoa Daylight Time",
     "Pacific/Apia"},
    {"Seychelles Time", NULL,
     "Indian/Mahe"},
    {"Singapore Standard Time", NULL,
     "Asia/Singapore Singapore"},
    {"Solomon Islands Time", NULL,
     "Pacific/Guadalcanal"},
    {"South Africa Standard Time", NULL,
     "Africa/Johannesburg Africa/Maseru Africa/Mbabane"},
    {"South Georgia Time", NULL,
     "Atlantic/South_Georgia"},
    {"St. Pierre & Miquelon Standard Time", "St. Pierre & Miquelon Daylight Time",
     "America/Miquelon"},
    {"Suriname Time", NULL,
     "America/Paramaribo"},
    {"Syowa Time", NULL,
     "Antarctica/Syowa"},
    {"Tahiti Time", NULL,
     "Pacific/Tahiti"},
    {"Taiwan Standard Time", "Taiwan Daylight Time",
     "Asia/Taipei ROC"},
    {"Tajikistan Time", NULL,
     "Asia/Dushanbe"},
    {"Timor-Leste Time", NULL,
     "Asia/Dili"},
    {"Tokelau Time", NULL,
     "Pacific/Fakaofo"},
    {"Tonga Standard Time", "Tonga Summer Time",
     "Pacific/Tongatapu"},
    {"Turkmenistan Standard Time", NULL,
     "Asia/Ashgabat Asia/Ashkhabad"},
    {"Tuvalu Time", NULL,
     "Pacific/Funafuti"},
    {"Türkiye Standard Time", "Türkiye Summer Time",
     "Asia/Istanbul Europe/Istanbul Turkey"},
    {"Ulaanbaatar Standard Time", "Ulaanbaatar Summer Time",
     "Asia/Choibalsan Asia/Ulaanbaatar Asia/Ulan_Bator"},
    {"Uruguay Standard Time", "Uruguay Summer Time",
     "America/Montevideo"},
    {"Uzbekistan Standard Time", "Uzbekistan Summer Time",
     "Asia/Samarkand Asia/Tashkent"},
    {"Vanuatu Standard Time", "Vanuatu Summer Time",
     "Pacific/Efate"},
    {"Venezuela Time", NULL,
     "America/Caracas"},
    {"Vladivostok Standard Time", "Vladivostok Summer Time",
     "Asia/Ust-Nera Asia/Vladivostok"},
    {"Vostok Time", NULL,
     "Antarctica/Vostok"},
    {"Wake Island Time", NULL,
     "Pacific/Wake"},
    {"Wallis & Futuna Time", NULL,
     "Pacific/Wallis"},
    {"West Africa Time", NULL,
     "Africa/Bangui Africa/Brazzaville Africa/Douala Africa/Kinshasa Africa/Lagos Africa/Libreville Africa/Luanda "
     "Africa/Malabo Africa/Ndjamena Africa/Niamey Africa/Porto-Novo"},
    {"West Greenland Standard Time", "Greenland Summer Time",
     "America/Godthab America/Nuuk"},
    {"West Kazakhstan Time", "Kazakhstan Time",
     "Asia/Aqtau Asia/Aqtobe Asia/Atyrau Asia/Oral Asia/Qyzylorda"},
    {"Western European Standard Time", "Western European Summer Time",
     "Atlantic/Canary Atlantic/Faeroe Atlantic/Faroe Atlantic/Madeira Europe/Lisbon Portugal WET"},
    {"Western Indonesia Time", NULL,
     "Asia/Jakarta Asia/Pontianak"},
    {"Yakutsk Standard Time", "Yakutsk Summer Time",
     "Asia/Chita Asia/Khandyga Asia/Yakutsk"},
    {"Yekaterinburg Standard Time", "Yekaterinburg Summer Time",
     "Asia/Yekaterinburg"},
    {"Yukon Time", NULL,
     "America/Dawson America/Whitehorse Canada/Yukon"},
};

/* Is zone one of the words in list? */
static bool has_word(const char *list, const char *zone) {
  size_t n = strlen(zone);
  for (const char *at = strstr(list, zone); at; at = strstr(at + 1, zone)) {
    if ((at == list || at[-1] == ' ') && (at[n] == ' ' || at[n] == 0)) return true;
  }
  return false;
}

bool js_date_zone_long_names(const char *zone, const char **standard, const char **daylight) {
  if (!*zone) return false;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (!has_word(names[i].zones, zone)) continue;
    *standard = names[i].standard;
    *daylight = names[i].daylight ? names[i].daylight : names[i].standard;
    return true;
  }
  return false;
}

bool js_date_zone_spelling(const char *zone, char *out, size_t size) {
  size_t n = strlen(zone);
  if (!n || n >= size) return false;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    for (const char *word = names[i].zones; *word; word += strcspn(word, " "), word += *word == ' ') {
      if (strcspn(word, " ") != n || strncasecmp(word, zone, n) != 0) continue;
      memcpy(out, word, n);
      out[n] = 0;
      return true;
    }
  }
  return false;
}
