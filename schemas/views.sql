-- The questions that a lake answers, as DuckDB views and macros (DuckDB 2.0 or newer). In any DuckDB, with this file
-- of a checkout or as `dyadwire tables --views` prints it:
--
--     SET VARIABLE lake = 'path/to/lake';
--     .read schemas/views.sql
--     FROM coverage('CHN-RUS', by := 'week');
--
-- base.<table> is every row as written; <table> is what to count: rows of each article's current revision.
-- A dyad is two ISO 3166-1 alpha-3 codes, or blocs (EU is the bloc itself, EU:members each of its countries), and a
-- hyphen, in either order. Counts of articles are of articles that are
-- really about the pair unless a column says "mentioned". A count is null where nothing was collected, and 0 where
-- something was collected and held no such article. Shares are of articles analysed. Undated articles are in no trend and
-- in no period; lists and rankings that are asked for without a period have them.

SET TimeZone = 'UTC';
CREATE SCHEMA IF NOT EXISTS base;

-- The files to read are those of one snapshot: a committed state of the lake. In plain DuckDB it is the newest at the
-- time of `.read`; read again, this file moves on to the newest. A folder that has none is read by its file names.
SET VARIABLE snapshot = coalesce(
    getvariable('pinned'), (SELECT content ->> 'snapshot' FROM read_text(getvariable('lake') || '/_lake.jso[n]'))
);
SET VARIABLE files = coalesce(
    (
        SELECT content -> 'files'
        FROM read_text(getvariable('lake') || '/_snapshots/' || coalesce(getvariable('snapshot') || '.json', 'non[e]'))
    ),
    -- Not by file names where it was taken away in this instant: files of both states lie there.
    CASE
        WHEN getvariable('snapshot') IS NULL THEN '{}'::JSON
        ELSE error('No such file: the snapshot ' || getvariable('snapshot') || ' of the lake is gone')
    END
);

-- The month is that of a file's own folder. By `hive_partitioning` each folder above the lake that is called name=value
-- would be a column too, or in the place of one. Its fetched_month `fetches` and `failures` name so themselves.
CREATE OR REPLACE MACRO rows_of(table_name) AS TABLE
SELECT * EXCLUDE (filename), regexp_extract(filename, '=([^/=]*)/[^/]*$', 1) AS published_month
FROM read_parquet(
    coalesce(
        list_transform(
            (getvariable('files') -> table_name)::VARCHAR[], lambda file: getvariable('lake') || '/' || file
        ),
        [getvariable('lake') || '/' || table_name || '/*/*.parquet']
    ),
    hive_partitioning = false, filename = true, union_by_name = true
);

CREATE OR REPLACE VIEW base.articles AS FROM rows_of('articles');
CREATE OR REPLACE VIEW base.sentences AS FROM rows_of('sentences');
CREATE OR REPLACE VIEW base.country_mentions AS FROM rows_of('country_mentions');
CREATE OR REPLACE VIEW base.dyad_mentions AS FROM rows_of('dyad_mentions');
CREATE OR REPLACE VIEW base.article_dyads AS FROM rows_of('article_dyads');
CREATE OR REPLACE VIEW base.acts AS
FROM rows_of('acts')
UNION ALL BY NAME -- columns that files of before lack
SELECT NULL::VARCHAR AS period_text, NULL::DATE AS period_start, NULL::DATE AS period_end, NULL::BOOLEAN AS background WHERE false;
-- state_of(state, qualifier): 'expected' for a figure that is a target, a forecast or a plan, though at least so much; 'reported' for any
-- other; null where it is not told: by an engine that knew no state, or in another language.
CREATE OR REPLACE MACRO state_of(state, qualifier) AS
    coalesce(state, CASE WHEN qualifier IN ('target', 'forecast', 'plan') THEN 'expected' END);

CREATE OR REPLACE VIEW base.figures AS
SELECT * REPLACE (state_of(state, qualifier) AS state)
FROM (
    FROM rows_of('figures')
    UNION ALL BY NAME
    SELECT NULL::VARCHAR AS state, NULL::VARCHAR AS origin, NULL::VARCHAR AS destination WHERE false
);
CREATE OR REPLACE VIEW base.people AS FROM rows_of('people');

-- is_past(period_end, published_date, background): whether an act was over more than 31 days before the article that tells it,
-- by the time that the text gives it or by how it tells it: what a month has had may be told of it first, what is older is
-- history. False in an article without a date.
CREATE OR REPLACE MACRO is_past(period_end, published_date, background := NULL) AS
    coalesce(period_end < published_date - 31, false) OR coalesce(background, false);

-- All revisions of an article carry the date it was first seen with, so macros look for the current one under that date.
-- Current revisions: the one fetched last; the smallest revision among equals, so that order of arrival can't matter.
CREATE OR REPLACE VIEW articles AS
FROM base.articles
QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY fetched_at DESC NULLS LAST, revision) = 1;

CREATE OR REPLACE VIEW sentences AS FROM base.sentences SEMI JOIN articles USING (article_id, revision);
CREATE OR REPLACE VIEW country_mentions AS FROM base.country_mentions SEMI JOIN articles USING (article_id, revision);
CREATE OR REPLACE VIEW dyad_mentions AS FROM base.dyad_mentions SEMI JOIN articles USING (article_id, revision);
CREATE OR REPLACE VIEW article_dyads AS FROM base.article_dyads SEMI JOIN articles USING (article_id, revision);
-- acts: what a sentence says that one country does to another, of current revisions.
--   every column of the table, past (see is_past)
CREATE OR REPLACE VIEW acts AS
SELECT *, is_past(period_end, published_date, background := background) AS past
FROM base.acts SEMI JOIN articles USING (article_id, revision);
CREATE OR REPLACE VIEW figures AS FROM base.figures SEMI JOIN articles USING (article_id, revision);
CREATE OR REPLACE VIEW people AS FROM base.people SEMI JOIN articles USING (article_id, revision);

-- Tables without revisions. An input read again in a later batch, as a folder that grows is, repeats the rows of fetches
-- and failures in the files until compaction: here each key is there once, the first of its rows as compaction keeps it.
CREATE OR REPLACE VIEW stories AS FROM rows_of('stories');
CREATE OR REPLACE VIEW fetches AS
SELECT * RENAME (published_month AS fetched_month) FROM rows_of('fetches')
QUALIFY row_number() OVER (
    PARTITION BY url, fetched_at
    ORDER BY fetched_date, kind, outlet, status, outcome, bytes, entries, new_entries, oldest_at, seconds, error
) = 1;
CREATE OR REPLACE VIEW failures AS
SELECT * RENAME (published_month AS fetched_month) FROM rows_of('failures')
QUALIFY row_number() OVER (
    PARTITION BY failure_id ORDER BY fetched_date, uri, stage, reason, exception, message, payload
) = 1;
CREATE OR REPLACE VIEW pair_articles AS FROM rows_of('pair_articles');
CREATE OR REPLACE VIEW outlet_days AS FROM rows_of('outlet_days');
CREATE OR REPLACE VIEW dyad_days AS FROM rows_of('dyad_days');

-- collected_days: one date on which anything was collected, with its totals. A date that is absent was not collected.
--   published_date, outlets_collected, outlets_complete (of those, collected throughout the date),
--   total_articles (analysed: the denominator of a share), total_originals, total_outlets (with an analysed article)
CREATE OR REPLACE VIEW collected_days AS
SELECT
    published_date,
    count(*) AS outlets_collected,
    count(*) FILTER (collected = 'complete') AS outlets_complete,
    sum(analysed)::BIGINT AS total_articles,
    sum(originals)::BIGINT AS total_originals,
    count(*) FILTER (analysed > 0) AS total_outlets
FROM outlet_days
WHERE collected IN ('complete', 'partial')
GROUP BY published_date;

-- The dates that calendar() has by default, which hold for this snapshot (or until this file is read again, where a folder has
-- none): worked out here once, not in each question.
SET VARIABLE usual = (
    -- None after tomorrow, which is today in some zones; but where a poll or all of the lake is later, the clock here is wrong.
    WITH dates AS MATERIALIZED (
        FROM collected_days
        WHERE published_date <= coalesce(
            (
                SELECT max(published_date) FROM collected_days
                WHERE published_date <= (now() AT TIME ZONE 'UTC')::DATE + 1 OR outlets_complete > 0
            ),
            DATE 'infinity'
        )
    ),
    polled AS (
        SELECT
            min(published_date) FILTER (outlets_complete > 0) AS first_date,
            max(published_date) FILTER (outlets_complete > 0) AS last_complete, sum(total_articles) AS articles
        FROM dates
    ),
    followed AS (
        SELECT published_date, published_date - last_complete = row_number() OVER (ORDER BY published_date) AS at_once
        FROM dates JOIN polled ON published_date > last_complete
    ),
    to_now AS (
        SELECT first_date, coalesce((SELECT max(published_date) FROM followed WHERE at_once), last_complete) AS last_date
        FROM polled
    ),
    inside AS (
        SELECT sum(total_articles) AS articles
        FROM dates SEMI JOIN to_now ON published_date BETWEEN to_now.first_date AND to_now.last_date
    ),
    parted AS (
        SELECT *, published_date - lag(published_date) OVER (ORDER BY published_date) > 366 AS is_apart FROM dates
    ),
    numbered AS (SELECT *, count(*) FILTER (is_apart) OVER (ORDER BY published_date) AS run FROM parted),
    runs AS (
        SELECT min(published_date) AS first_date, max(published_date) AS last_date, sum(total_articles) AS weight
        FROM numbered
        GROUP BY run
        QUALIFY weight >= greatest(2, sum(weight) OVER () / 100) OR weight = max(weight) OVER ()
    ),
    archive AS (SELECT min(first_date) AS first_date, max(last_date) AS last_date FROM runs)
    SELECT {
        'first_date': if(polled_most, to_now.first_date, archive.first_date),
        'last_date': if(polled_most, to_now.last_date, archive.last_date),
        'earliest': (SELECT min(published_date) FROM dates),
        'latest': (SELECT max(published_date) FROM dates)
    }
    FROM polled, to_now, inside, archive, LATERAL (SELECT coalesce(2 * inside.articles >= polled.articles, false) AS polled_most)
);

-- is_period(first_date, last_date): true; an error, never false, where the first is after the last. Null is no end.
CREATE OR REPLACE MACRO is_period(first_date, last_date) AS CASE
    WHEN first_date::DATE > last_date::DATE THEN error(concat('no such period: ', first_date, ' is after ', last_date))
    ELSE true
END;

-- is_asked_date(day): true; an error, never false, where it is before 1900 or after 2199, as a calendar to the year 9999 has
-- millions of dates that nobody means. Null is none.
CREATE OR REPLACE MACRO is_asked_date(day) AS CASE
    WHEN day::DATE < '1900-01-01' OR day::DATE > '2199-12-31'
    THEN error(concat(day, ' is no date to ask of: name one from 1900-01-01 to 2199-12-31'))
    ELSE true
END;

-- calendar(since, until): every date of a period, both ends included; every macro answers for it. By default from the
-- first date that an outlet was collected completely to the last, and on over the dates collected in part that follow it
-- at once, as today does; if at least half of all articles lie between: a week of polls hides no archive. Else over all dates with no more than a year between neighbours, which is for archives that
-- nothing polled: a run of dates apart with one article, or under 1 % of them, is taken for misread dates and opens no
-- decades of gaps; the heaviest run stays in any case. Dates after tomorrow are in neither, unless a poll or all of the lake
-- is: `until` asks for them, see is_asked_date. Of a period with one end that lies beyond all these the other end is the first date,
-- or the last, that the lake has.
--   published_date, and the other columns of collected_days: null where nothing was collected
CREATE OR REPLACE MACRO calendar(since := NULL, until := NULL) AS TABLE
FROM (
    SELECT unnest(generate_series(
        coalesce(
            first_date,
            if(last_date < getvariable('usual').first_date, getvariable('usual').earliest, getvariable('usual').first_date)
        ),
        coalesce(
            last_date,
            if(first_date > getvariable('usual').last_date, getvariable('usual').latest, getvariable('usual').last_date)
        ),
        INTERVAL 1 DAY
    ))::DATE AS published_date
    FROM (SELECT since::DATE AS first_date, until::DATE AS last_date)
    WHERE is_asked_date(since) AND is_asked_date(until) AND is_period(since, until)
)
LEFT JOIN collected_days USING (published_date);

-- last_whole_date(until): the last date that may be compared with others: `until`, else the last that an outlet was collected
-- completely; of an archive, which has none, the last.
CREATE OR REPLACE MACRO last_whole_date(until := NULL) AS coalesce(
    until::DATE,
    (SELECT max(published_date) FILTER (outlets_complete > 0) FROM calendar()),
    (SELECT max(published_date) FROM calendar())
);

-- country_codes(): the countries that a question may name, as in the lexicon. Any other would be counted as never covered.
CREATE OR REPLACE MACRO country_codes() AS string_split(
    'ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR ' ||
    'BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL ' ||
    'COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK ' ||
    'FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV ' ||
    'HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO ' ||
    'LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG ' ||
    'MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN ' ||
    'PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE ' ||
    'SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO ' ||
    'TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM XKX YEM ZAF ZMB ZWE',
    ' '
);

-- bloc_codes(): the blocs that are sides themselves, as in the lexicon.
CREATE OR REPLACE MACRO bloc_codes() AS string_split('ASEAN AU AUKUS BRICS EAEU EU G20 G7 GCC NATO QUAD SCO UN', ' ');

-- side_codes(): all that a question may name: countries, blocs themselves, and the members of those whose members are
-- listed, as in EU:MEMBERS.
CREATE OR REPLACE MACRO side_codes() AS country_codes() || bloc_codes() || string_split(
    'ASEAN:MEMBERS AUKUS:MEMBERS BRICS:MEMBERS EAEU:MEMBERS EU:MEMBERS G20:MEMBERS G7:MEMBERS GCC:MEMBERS ' ||
    'NATO:MEMBERS QUAD:MEMBERS SCO:MEMBERS',
    ' '
);

CREATE OR REPLACE MACRO dyad_a(dyad) AS least(upper(split_part(dyad, '-', 1)), upper(split_part(dyad, '-', 2)));
CREATE OR REPLACE MACRO dyad_b(dyad) AS greatest(upper(split_part(dyad, '-', 1)), upper(split_part(dyad, '-', 2)));

-- is_place(place): true; an error, never false, where it is neither a country nor a bloc.
CREATE OR REPLACE MACRO is_place(place) AS CASE
    WHEN list_contains(side_codes(), upper(place)) THEN true
    ELSE error('no such country or bloc: ''' || coalesce(place, '') || '''; there are ISO codes, such as IND, and blocs, such as EU')
END;

-- are_countries(places): true; an error, never false, where one of a list is no country. Null names none.
CREATE OR REPLACE MACRO are_countries(places) AS CASE
    WHEN places IS NULL OR (list_has_all(country_codes(), places) AND list_count(places) = len(places)) THEN true
    ELSE error(concat('no such countries: ', array_to_string(places, ', '), '; there are ISO codes in capitals, such as IND'))
END;

-- is_pair(dyad, codes, hint): true; an error that ends in the hint, never false, where it is not two of the codes.
CREATE OR REPLACE MACRO is_pair(dyad, codes, hint) AS CASE
    WHEN len(string_split(dyad, '-')) = 2 AND dyad_a(dyad) <> dyad_b(dyad)
        AND list_has_all(codes, string_split(upper(dyad), '-')) THEN true
    ELSE error('no such pair: ''' || coalesce(dyad, '') || '''; ' || hint)
END;

-- is_side_of(dyad, place): true; an error, never false, where it is neither side of a pair, nor was ever a member of one whose
-- members are asked for. Null is no place.
CREATE OR REPLACE MACRO is_side_of(dyad, place) AS CASE
    WHEN place IS NULL THEN true
    WHEN NOT is_place(place) THEN false
    WHEN list_has_any(
        (SELECT list(iso3) FROM sides_of(place)),
        (SELECT list(iso3) FROM (FROM sides_of(dyad_a(dyad)) UNION ALL FROM sides_of(dyad_b(dyad))))
    ) THEN true
    ELSE error(concat('no side of ', dyad, ': ''', place, ''''))
END;

-- is_among(named, known, what): true; an error that tells those that are known, never false, where it is none of them. Null
-- names none.
CREATE OR REPLACE MACRO is_among(named, known, what) AS CASE
    WHEN named IS NULL OR list_contains(string_split(known, ', '), lower(named)) THEN true
    ELSE error(concat('no such ', what, ': ''', named, '''; there are ', known))
END;

-- are_languages(languages): true; an error, never false, where one of a list is no code of a language. One in which a lake has
-- no article is one all the same.
CREATE OR REPLACE MACRO are_languages(languages) AS CASE
    WHEN languages IS NULL OR list_count(list_filter(languages, lambda code: regexp_full_match(code, '[a-z]{2}'))) = len(languages)
    THEN true
    ELSE error(concat(
        'no such languages: ', array_to_string(languages, ', '), '; there are ISO 639-1 codes of two small letters, such as en'
    ))
END;

-- is_amount(least): true; an error, never false, where it is no number that others may be compared with. Null is none.
CREATE OR REPLACE MACRO is_amount(least) AS CASE
    WHEN least IS NULL OR isfinite(least::DOUBLE) THEN true
    ELSE error(concat('no such amount: ', least))
END;

-- is_probability(at_confidence): true; an error, never false, where it is no number from 0 to 1. Null is none.
CREATE OR REPLACE MACRO is_probability(at_confidence) AS CASE
    WHEN at_confidence IS NULL OR at_confidence BETWEEN 0 AND 1 THEN true
    ELSE error(concat('no such confidence: ', at_confidence, '; there are numbers from 0 to 1'))
END;

-- is_counted(number, what): true; an error, never false, where it is no whole number from 1 to a million. Null is none.
CREATE OR REPLACE MACRO is_counted(number, what) AS CASE
    WHEN number IS NULL OR (number BETWEEN 1 AND 1000000 AND number = floor(number)) THEN true
    ELSE error(concat('no such number of ', what, ': ', number, '; there are 1, 2, 3 … to a million'))
END;

-- period_of(by, day): the first date of the period that a date is in, by day where by is null; weeks start on Monday.
CREATE OR REPLACE MACRO period_of("by", day) AS date_trunc(
    CASE
        WHEN "by" IS NULL THEN 'day'
        WHEN lower("by") IN ('day', 'week', 'month', 'quarter', 'year') THEN "by"
        ELSE error('no such period: ''' || "by" || '''; there are day, week, month, quarter and year')
    END,
    day
)::DATE;

-- by_period(dated, by): what coverage and coverage_between have in common. `dated` names a relation of one row for each
-- date of a period: its totals, null where it was not collected, and the counts of that date, null where there are none.
--   the columns of coverage
CREATE OR REPLACE MACRO by_period(dated, "by" := 'day') AS TABLE
WITH counted AS (
    SELECT
        period_of("by", published_date) AS period, total_articles IS NOT NULL AS is_collected,
        outlets_complete, total_articles, total_originals,
        if(is_collected, coalesce(articles, 0), NULL) AS articles,
        if(is_collected, coalesce(originals, 0), NULL) AS originals,
        if(is_collected, coalesce(mentioned_articles, 0), NULL) AS mentioned_articles,
        if(is_collected, coalesce(sentences, 0), NULL) AS sentences,
        if(is_collected, coalesce(outlets, 0), NULL) AS outlets
    FROM query_table(dated)
)
SELECT
    period,
    count(*) AS days,
    count(*) FILTER (is_collected) AS collected_days,
    count(*) FILTER (outlets_complete > 0) AS complete_days,
    sum(articles)::BIGINT AS articles,
    sum(articles) / nullif(sum(total_articles), 0) AS share,
    sum(originals)::BIGINT AS originals,
    sum(originals) / nullif(sum(total_originals), 0) AS originals_share,
    sum(mentioned_articles)::BIGINT AS mentioned_articles,
    sum(sentences)::BIGINT AS sentences,
    max(outlets)::BIGINT AS most_outlets,
    sum(total_articles)::BIGINT AS total_articles,
    sum(total_originals)::BIGINT AS total_originals
FROM counted
WHERE (SELECT period_of("by", DATE '2000-01-01') IS NOT NULL) -- an error also where there is no date
GROUP BY period;

-- coverage(dyad, by := 'day' | 'week' | 'month' | 'quarter' | 'year', since, until): one period, from the rollup.
--   period (its first date; weeks start on Monday), days (of the period that were asked for), collected_days (of those,
--   with any collection), complete_days (with an outlet collected throughout), articles, share (of total_articles),
--   originals, originals_share (of total_originals), mentioned_articles, sentences, most_outlets (with such an article
--   on one date), total_articles, total_originals. Counts are null where collected_days is 0. No row where since or
--   until is open and nothing was ever collected: there is no period then.
CREATE OR REPLACE MACRO coverage(dyad, "by" := 'day', since := NULL, until := NULL) AS TABLE
WITH pair AS (
    SELECT published_date, articles, originals, mentioned_articles, sentences, outlets
    FROM dyad_days
    WHERE country_a = dyad_a(dyad) AND country_b = dyad_b(dyad)
),
pair_dates AS (FROM calendar(since, until) LEFT JOIN pair USING (published_date))
FROM by_period('pair_dates', "by" := "by")
WHERE ( -- a query of its own: also where no date was collected and no row would be tested
    SELECT is_pair(
        dyad, country_codes() || bloc_codes(),
        'pairs are two ISO codes or blocs, such as IND-PAK or CHN-EU; for members of blocs see coverage_between'
    )
)
ORDER BY period;

-- blocs: one state in one bloc. The rows of transforms/lexicon/blocs.csv.
--   bloc, iso3, valid_from, valid_until (both inclusive; infinity while it lasts)
CREATE OR REPLACE VIEW blocs AS
SELECT words[1] AS bloc, unnest(words[4:]) AS iso3, words[2]::DATE AS valid_from, words[3]::DATE AS valid_until
FROM (
    -- One text: of as many values each would be planned, in each question several times.
    SELECT string_split(trim(unnest(string_split('
        ASEAN 1967-08-08 infinity IDN MYS PHL SGP THA,
        ASEAN 1984-01-07 infinity BRN,
        ASEAN 1995-07-28 infinity VNM,
        ASEAN 1997-07-23 infinity LAO MMR,
        ASEAN 1999-04-30 infinity KHM,
        ASEAN 2025-10-26 infinity TLS,
        AUKUS 2021-09-15 infinity AUS GBR USA,
        BRICS 2009-06-16 infinity BRA CHN IND RUS,
        BRICS 2010-12-24 infinity ZAF,
        BRICS 2024-01-01 infinity ARE EGY ETH IRN,
        BRICS 2025-01-06 infinity IDN,
        EAEU 2015-01-01 infinity BLR KAZ RUS,
        EAEU 2015-01-02 infinity ARM,
        EAEU 2015-08-12 infinity KGZ,
        EU 1958-01-01 infinity BEL DEU FRA ITA LUX NLD,
        EU 1973-01-01 infinity DNK IRL,
        EU 1973-01-01 2020-01-31 GBR,
        EU 1981-01-01 infinity GRC,
        EU 1986-01-01 infinity ESP PRT,
        EU 1995-01-01 infinity AUT FIN SWE,
        EU 2004-05-01 infinity CYP CZE EST HUN LTU LVA MLT POL SVK SVN,
        EU 2007-01-01 infinity BGR ROU,
        EU 2013-07-01 infinity HRV,
        G20 1999-12-15 infinity ARG AUS BRA CAN CHN DEU FRA GBR IDN IND ITA JPN KOR MEX RUS SAU TUR USA ZAF,
        G7 1975-11-15 infinity DEU FRA GBR ITA JPN USA,
        G7 1976-06-27 infinity CAN,
        GCC 1981-05-25 infinity ARE BHR KWT OMN QAT SAU,
        NATO 1949-04-04 infinity BEL CAN DNK FRA GBR ISL ITA LUX NLD NOR PRT USA,
        NATO 1952-02-18 infinity GRC TUR,
        NATO 1955-05-06 infinity DEU,
        NATO 1982-05-30 infinity ESP,
        NATO 1999-03-12 infinity CZE HUN POL,
        NATO 2004-03-29 infinity BGR EST LTU LVA ROU SVK SVN,
        NATO 2009-04-01 infinity ALB HRV,
        NATO 2017-06-05 infinity MNE,
        NATO 2020-03-27 infinity MKD,
        NATO 2023-04-04 infinity FIN,
        NATO 2024-03-07 infinity SWE,
        QUAD 2017-11-12 infinity AUS IND JPN USA,
        SCO 2001-06-15 infinity CHN KAZ KGZ RUS TJK UZB,
        SCO 2017-06-09 infinity IND PAK,
        SCO 2023-07-04 infinity IRN,
        SCO 2024-07-04 infinity BLR
    ', ',')), E' \r\n'), ' ') AS words
);

-- members(place): the countries that a code stands for: the members of a bloc by date, or the country itself. A text that
-- names the bloc alone ("the EU") names none of them.
--   iso3, valid_from, valid_until
CREATE OR REPLACE MACRO members(place) AS TABLE
SELECT iso3, valid_from, valid_until FROM blocs WHERE bloc = upper(place)
UNION ALL
SELECT upper(place), '-infinity'::DATE, 'infinity'::DATE WHERE upper(place) NOT IN (SELECT bloc FROM blocs) AND is_place(place);

-- sides_of(place): whom a question asks of: a country or a bloc itself, or the members of a bloc written as EU:members.
--   iso3 (of a bloc its code), valid_from, valid_until (membership)
CREATE OR REPLACE MACRO sides_of(place) AS TABLE
SELECT iso3, valid_from, valid_until FROM blocs WHERE bloc || ':MEMBERS' = upper(place)
UNION ALL
SELECT upper(place), '-infinity'::DATE, 'infinity'::DATE WHERE NOT ends_with(upper(place), ':MEMBERS');

-- is_side(place, code, day): whether a country or bloc is what a question asks of on a date: a member of EU:members then, without
-- a date if it still is; null for no place.
CREATE OR REPLACE MACRO is_side(place, code, day) AS is_place(place)
-- Most rows of a large lake are of others: to look at dates for them, too, takes four times as long.
AND list_contains((SELECT list(iso3) FROM sides_of(place)), code) AND list_contains(
    list_transform(
        (SELECT list(listed) FROM sides_of(place) AS listed),
        lambda one: one.iso3 = code AND coalesce(day, DATE 'infinity') BETWEEN one.valid_from AND one.valid_until
    ),
    true
);

-- pairs_between(one, other): every dyad with one side of either, see sides_of, and the dates between which it counts.
--   country_a, country_b, valid_from, valid_until
CREATE OR REPLACE MACRO pairs_between(one, other) AS TABLE
SELECT DISTINCT
    least(a.iso3, b.iso3) AS country_a, greatest(a.iso3, b.iso3) AS country_b,
    greatest(a.valid_from, b.valid_from) AS valid_from, least(a.valid_until, b.valid_until) AS valid_until
FROM sides_of(one) AS a, sides_of(other) AS b
WHERE a.iso3 <> b.iso3 AND greatest(a.valid_from, b.valid_from) <= least(a.valid_until, b.valid_until);

-- articles_in(languages, since, until): the current dated articles of a period that were analysed in one of these languages.
--   published_date, article_id, revision, outlet, is_original
CREATE OR REPLACE MACRO articles_in(languages, since := NULL, until := NULL) AS TABLE
WITH newest AS (
    SELECT published_date, article_id, revision, outlet, language, analysed
    FROM base.articles SEMI JOIN calendar(since, until) USING (published_date)
    QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY fetched_at DESC NULLS LAST, revision) = 1
)
SELECT published_date, article_id, revision, outlet, coalesce(is_original, true) AS is_original
FROM newest LEFT JOIN (SELECT article_id, is_original FROM stories) AS story USING (article_id)
WHERE analysed AND list_contains(languages, language) AND (SELECT are_languages(languages));

-- outlet_days_in(languages, since, until): the collected rows of outlet_days of a period; with languages, of the outlets that
-- write in one of them, `articles`, `analysed` and `originals` being of articles in them.
CREATE OR REPLACE MACRO outlet_days_in(languages := NULL, since := NULL, until := NULL) AS TABLE
WITH kept AS (
    FROM outlet_days SEMI JOIN calendar(since, until) USING (published_date) WHERE collected IN ('complete', 'partial')
),
written AS (
    SELECT published_date, outlet, count(*) AS analysed, count(*) FILTER (is_original) AS originals
    FROM articles_in(languages, since, until) GROUP BY published_date, outlet
)
FROM kept WHERE languages IS NULL
UNION ALL BY NAME
SELECT kept.* REPLACE (
    coalesce(written.analysed, 0) AS articles, coalesce(written.analysed, 0) AS analysed,
    coalesce(written.originals, 0) AS originals
)
FROM kept LEFT JOIN written USING (published_date, outlet)
WHERE languages IS NOT NULL
    AND kept.outlet IN (SELECT outlet FROM base.articles WHERE list_contains(languages, language));

-- outlet_homes: the country of each outlet, as the last of its months that tells one has it: a month without an article of it
-- tells none, nor does one that was read before the outlet was known.
--   outlet, outlet_country
CREATE OR REPLACE VIEW outlet_homes AS
SELECT outlet, arg_max(outlet_country, published_date) AS outlet_country
FROM outlet_days WHERE outlet_country IS NOT NULL GROUP BY outlet;

-- are_outlets(outlets): true; an error, never false, where one of a list is none of the lake, as it writes them: its coverage would
-- read as a gap. Null names none.
CREATE OR REPLACE MACRO are_outlets(outlets) AS CASE
    WHEN outlets IS NULL OR (list_count(outlets) = len(outlets) AND list_has_all(
        coalesce((SELECT list(DISTINCT outlet) FROM (
            SELECT outlet FROM outlet_days UNION ALL SELECT outlet FROM base.articles WHERE published_month = 'unknown'
        )), []),
        outlets
    )) THEN true
    ELSE error(concat('no such outlets: ', array_to_string(outlets, ', '), '; SELECT DISTINCT outlet FROM outlet_days tells them'))
END;

-- outlet_days_asked(since, until, outlets, outlet_countries, panel, languages): the same of some outlets. `outlets`,
-- `outlet_countries` and `languages` (ISO 639-1) are lists; `panel` keeps outlets that were collected completely on every
-- date on which any of the others was collected completely: today is no such date, nor one on which all of them have a hole.
CREATE OR REPLACE MACRO outlet_days_asked(
    since := NULL, until := NULL, outlets := NULL, outlet_countries := NULL, panel := false, languages := NULL
) AS TABLE
WITH kept AS (
    FROM outlet_days_in(languages, since, until)
    WHERE (outlets IS NULL OR list_contains(outlets, outlet))
        AND (outlet_countries IS NULL OR list_contains(outlet_countries, outlet_country) OR (
            outlet_country IS NULL
            AND outlet IN (SELECT outlet FROM outlet_homes WHERE list_contains(outlet_countries, outlet_country))
        ))
    UNION ALL BY NAME -- no row, but an error where one is no country or no outlet
    SELECT NULL::DATE AS published_date WHERE NOT (are_countries(outlet_countries) AND are_outlets(outlets))
),
steady AS (
    SELECT outlet FROM kept GROUP BY outlet
    HAVING count(*) FILTER (collected = 'complete')
        = (SELECT nullif(count(DISTINCT published_date), 0) FROM kept WHERE collected = 'complete')
)
FROM kept WHERE NOT panel OR outlet IN (FROM steady);

-- collection(…): the same in one row: what stands behind every count of a period. Articles whose outlet nobody tells are in
-- every count of outlets as those of one, which is called unknown.
--   first_date, last_date, days, collected_days, complete_days, outlets, total_articles, unknown_outlet (whether it is among
--   the outlets)
CREATE OR REPLACE MACRO collection(
    since := NULL, until := NULL, outlets := NULL, outlet_countries := NULL, panel := false, languages := NULL
) AS TABLE
WITH asked AS (FROM outlet_days_asked(since, until, outlets, outlet_countries, panel, languages))
SELECT
    min(published_date) AS first_date, max(published_date) AS last_date, count(*) AS days,
    (SELECT count(DISTINCT published_date) FROM asked) AS collected_days,
    (SELECT count(DISTINCT published_date) FROM asked WHERE collected = 'complete') AS complete_days,
    (SELECT count(DISTINCT outlet) FROM asked) AS outlets,
    (SELECT coalesce(sum(analysed), 0)::BIGINT FROM asked) AS total_articles,
    (SELECT coalesce(bool_or(outlet = 'unknown'), false) FROM asked) AS unknown_outlet
FROM calendar(since, until);

-- rows_beside(table_name, found): the rows of a table that are of the articles which a relation names by article_id and
-- published_date. By their dates only the files and row groups that hold these are read.
CREATE OR REPLACE MACRO rows_beside(table_name, found) AS TABLE
FROM query_table(table_name) SEMI JOIN query_table(found) USING (article_id, published_date)
UNION ALL
FROM query_table(table_name) SEMI JOIN (FROM query_table(found) WHERE published_date IS NULL) USING (article_id)
WHERE published_month = 'unknown';

-- newest_of(found): the current revisions of the articles that a relation names by article_id and published_date.
CREATE OR REPLACE MACRO newest_of(found) AS TABLE
FROM rows_beside('base.articles', found)
QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY fetched_at DESC NULLS LAST, revision) = 1;

-- named_articles(one, since, until): the current articles analysed that name a country, a bloc itself, or any of the members of one
-- (EU:members), in any way but as a city.
--   published_date, article_id, revision, outlet, about (true), is_original, sentences (how many name it)
CREATE OR REPLACE MACRO named_articles(one, since := NULL, until := NULL) AS TABLE
WITH found AS (
    SELECT article_id, revision, published_date, count(DISTINCT sentence) AS sentences
    FROM base.country_mentions AS m JOIN sides_of(one) AS side USING (iso3)
    SEMI JOIN calendar(since, until) USING (published_date)
    WHERE kind <> 'city' AND m.published_date BETWEEN side.valid_from AND side.valid_until AND (SELECT is_place(one))
    GROUP BY article_id, revision, published_date
),
current AS (SELECT article_id, revision, outlet FROM newest_of('found') WHERE analysed)
SELECT published_date, article_id, revision, outlet, true AS about, coalesce(is_original, true) AS is_original, sentences
FROM found JOIN current USING (article_id, revision)
LEFT JOIN (SELECT article_id, is_original FROM stories) AS story USING (article_id);

-- paired_articles(one, other, since, until): the current articles that name both sides in a sentence or are about them,
-- each once, whatever number of pairs the members of blocs make of it.
--   published_date, article_id, revision, outlet, about, is_original, sentences (how many name both sides)
CREATE OR REPLACE MACRO paired_articles(one, other, since := NULL, until := NULL) AS TABLE
WITH pairs AS (FROM pairs_between(one, other) WHERE is_place(one) AND (other IS NULL OR is_place(other))),
found AS NOT MATERIALIZED (
    SELECT p.* FROM pair_articles AS p JOIN pairs USING (country_a, country_b)
    SEMI JOIN calendar(since, until) USING (published_date)
    WHERE p.published_date BETWEEN pairs.valid_from AND pairs.valid_until
)
-- Grouping costs more than all else, and a single pair has each article once in any case.
SELECT published_date, article_id, revision, outlet, about, is_original, len(sentences) AS sentences
FROM found WHERE (SELECT count(*) FROM pairs) = 1
UNION ALL
SELECT published_date, article_id, revision, any_value(outlet), bool_or(about), any_value(is_original),
    len(list_distinct(flatten(list(sentences))))
FROM found WHERE (SELECT count(*) FROM pairs) > 1
GROUP BY published_date, article_id, revision;

-- articles_between(one, other, since, until): the same, and where `other` is null the articles of named_articles.
CREATE OR REPLACE MACRO articles_between(one, other, since := NULL, until := NULL) AS TABLE
FROM paired_articles(one, other, since, until) WHERE other IS NOT NULL
UNION ALL
FROM named_articles(one, since, until) WHERE other IS NULL;

-- matching(found, match): those of the articles which a relation names by article_id, revision and published_date that have a
-- text in their title or text, where that is not kept in a sentence; all of them for null.
CREATE OR REPLACE MACRO matching(found, "match") AS TABLE
WITH with_it AS (
    SELECT article_id, revision FROM rows_beside('base.articles', found)
    WHERE contains(lower(title), lower("match")) OR contains(lower("text"), lower("match"))
    UNION
    SELECT article_id, revision FROM rows_beside('base.sentences', found) WHERE contains(lower("text"), lower("match"))
)
FROM query_table(found) WHERE "match" IS NULL
UNION ALL
FROM query_table(found) SEMI JOIN with_it USING (article_id, revision) WHERE "match" IS NOT NULL;

-- coverage_between(one, other, by, since, until, …): the same columns as coverage, counted from the articles, and outlets
-- (different ones in the period). A side is an ISO code, a bloc, or its members (EU:members), and an article about
-- several pairs of members counts once; without `other`, articles that name the country (in any way but as a city) count. Totals and collection are
-- those of the outlets and languages asked for (see outlet_days_asked); `match` keeps articles whose title, text or kept
-- sentences contain the text.
CREATE OR REPLACE MACRO coverage_between(
    one, other := NULL, "by" := 'day', since := NULL, until := NULL,
    outlets := NULL, outlet_countries := NULL, "match" := NULL, panel := false, languages := NULL
) AS TABLE
WITH asked_days AS (FROM outlet_days_asked(since, until, outlets, outlet_countries, panel, languages)),
collected AS (
    SELECT
        published_date, count(*) FILTER (collected = 'complete') AS outlets_complete,
        sum(analysed) AS total_articles, sum(originals) AS total_originals
    FROM asked_days GROUP BY published_date
),
written AS (
    FROM articles_between(one, other, since, until) WHERE languages IS NULL
    UNION ALL
    FROM articles_between(one, other, since, until)
    SEMI JOIN articles_in(languages, since, until) USING (article_id, revision)
    WHERE languages IS NOT NULL
),
found AS (FROM matching('written', "match")),
-- By outlet first: everything after this is small.
by_outlet AS (
    SELECT
        published_date, outlet, count(*) FILTER (about) AS articles,
        count(*) FILTER (about AND is_original) AS originals,
        count(*) FILTER (sentences > 0) AS mentioned_articles, sum(sentences) AS sentences
    FROM found GROUP BY published_date, outlet
),
hits AS (FROM by_outlet SEMI JOIN asked_days USING (published_date, outlet)),
by_date AS (
    SELECT
        published_date, sum(articles) AS articles, sum(originals) AS originals,
        sum(mentioned_articles) AS mentioned_articles, sum(sentences) AS sentences,
        count(*) FILTER (articles > 0) AS outlets
    FROM hits GROUP BY published_date
),
asked_dates AS (
    FROM (SELECT published_date FROM calendar(since, until))
    LEFT JOIN collected USING (published_date) LEFT JOIN by_date USING (published_date)
),
outlets_by_period AS (
    SELECT period_of("by", published_date) AS period, count(DISTINCT outlet) AS outlets
    FROM hits WHERE articles > 0 GROUP BY period
)
SELECT counted.*, if(collected_days = 0, NULL, coalesce(outlets_by_period.outlets, 0)) AS outlets
FROM by_period('asked_dates', "by" := "by") AS counted
LEFT JOIN outlets_by_period USING (period)
WHERE (
    SELECT is_place(one) AND is_place(coalesce(other, one))
        AND if(upper(one) = upper(other), error('no such pair: ''' || one || '-' || other || ''', the same side twice'), true)
)
ORDER BY period;

-- pairs_of(dyad): the same for both sides of a dyad, each an ISO code, a bloc or its members ('CHN-RUS', 'CHN-EU',
-- 'CHN-EU:members').
CREATE OR REPLACE MACRO pairs_of(dyad) AS TABLE FROM pairs_between(dyad_a(dyad), dyad_b(dyad))
UNION ALL -- no row, but an error where it is no pair
SELECT NULL, NULL, NULL, NULL
WHERE NOT is_pair(dyad, side_codes(), 'pairs are two ISO codes or blocs, as IND-PAK or EU-RUS');

-- rows_asked(table_name, since, until): the rows of a table of articles that are dated within a period; without one, those
-- of the calendar and all undated ones.
CREATE OR REPLACE MACRO rows_asked(table_name, since := NULL, until := NULL) AS TABLE
FROM query_table(table_name) SEMI JOIN calendar(since, until) USING (published_date)
UNION ALL
FROM query_table(table_name) WHERE published_month = 'unknown' AND since IS NULL AND until IS NULL;

-- articles_of(dyad, since, until, languages): the current articles that are really about a pair, each once; without a period
-- also the undated ones. `languages` is a list.
--   every column of articles, salience (the largest, where members of a bloc have several pairs), in_title, sentences (that name both),
--   relational_sentences (of those, that state a relation), is_original, story_id
CREATE OR REPLACE MACRO articles_of(dyad, since := NULL, until := NULL, languages := NULL) AS TABLE
WITH found AS (
    SELECT article_id, revision, d.published_date, max(salience) AS salience, bool_or(in_title) AS in_title,
        max(sentences) AS sentences, max(relational_sentences) AS relational_sentences
    FROM rows_asked('base.article_dyads', since, until) AS d
    JOIN (FROM pairs_of(dyad) WHERE are_languages(languages)) AS pairs USING (country_a, country_b)
    WHERE coalesce(d.published_date, DATE 'infinity') BETWEEN pairs.valid_from AND pairs.valid_until
    GROUP BY article_id, revision, d.published_date
),
newest AS (FROM newest_of('found') WHERE languages IS NULL OR list_contains(languages, language))
SELECT newest.*, salience, in_title, sentences, relational_sentences, coalesce(story.is_original, true) AS is_original,
    coalesce(story_id, article_id) AS story_id
FROM newest
JOIN (SELECT * EXCLUDE (published_date) FROM found) AS found USING (article_id, revision)
LEFT JOIN (SELECT article_id, story_id, is_original FROM stories) AS story USING (article_id);

-- articles_of_side(side, since, until, languages): the current articles analysed that name a country or bloc, or any member of
-- one (EU:members), in any way but as a city, as coverage_between counts them of one side; without a period also the undated ones.
--   the columns of articles_of; salience and relational_sentences are null, and sentences are those that name it
CREATE OR REPLACE MACRO articles_of_side(side, since := NULL, until := NULL, languages := NULL) AS TABLE
WITH found AS (
    SELECT article_id, revision, m.published_date, bool_or(sentence < 0) AS in_title,
        count(DISTINCT sentence) FILTER (sentence >= 0) AS sentences
    FROM rows_asked('base.country_mentions', since, until) AS m JOIN sides_of(side) AS named USING (iso3)
    WHERE kind <> 'city' AND coalesce(m.published_date, DATE 'infinity') BETWEEN named.valid_from AND named.valid_until
        AND (SELECT is_place(side) AND are_languages(languages))
    GROUP BY article_id, revision, m.published_date
),
newest AS (FROM newest_of('found') WHERE analysed AND (languages IS NULL OR list_contains(languages, language)))
SELECT newest.*, NULL::DOUBLE AS salience, in_title, sentences, NULL::BIGINT AS relational_sentences,
    coalesce(story.is_original, true) AS is_original, coalesce(story_id, article_id) AS story_id
FROM newest
JOIN (SELECT * EXCLUDE (published_date) FROM found) AS found USING (article_id, revision)
LEFT JOIN (SELECT article_id, story_id, is_original FROM stories) AS story USING (article_id);

-- undated_articles: the current articles without a date: in no trend and in no period, but in lists and counts without one.
--   article_id, revision, analysed, language, outlet, outlet_country
CREATE OR REPLACE VIEW undated_articles AS
SELECT article_id, revision, analysed, language, outlet, outlet_country FROM base.articles WHERE published_month = 'unknown'
QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY fetched_at DESC NULLS LAST, revision) = 1;

-- undated_dyads(languages): one pair in the undated articles. They are not compared for copies, so all count as originals.
--   country_a, country_b, articles (about the pair), mentioned_articles
CREATE OR REPLACE MACRO undated_dyads(languages := NULL) AS TABLE
WITH named AS (
    SELECT article_id, revision, country_a, country_b, false AS about
    FROM base.dyad_mentions WHERE published_month = 'unknown' AND explicit
    UNION ALL
    SELECT article_id, revision, country_a, country_b, true
    FROM base.article_dyads WHERE published_month = 'unknown'
)
SELECT country_a, country_b, count(DISTINCT article_id) FILTER (about) AS articles,
    count(DISTINCT article_id) FILTER (NOT about) AS mentioned_articles
FROM named SEMI JOIN (
    FROM undated_articles WHERE languages IS NULL OR list_contains(languages, language)
) USING (article_id, revision)
WHERE (SELECT are_languages(languages))
GROUP BY country_a, country_b;

-- dyad_days_in(languages, since, until): one date of one pair, as dyad_days has it, of articles in these languages.
--   published_date, country_a, country_b, articles, originals, mentioned_articles
CREATE OR REPLACE MACRO dyad_days_in(languages := NULL, since := NULL, until := NULL) AS TABLE
SELECT published_date, country_a, country_b, articles, originals, mentioned_articles
FROM dyad_days WHERE languages IS NULL
UNION ALL
SELECT
    published_date, country_a, country_b, count(*) FILTER (about), count(*) FILTER (about AND is_original),
    count(*) FILTER (len(sentences) > 0)
FROM pair_articles SEMI JOIN articles_in(languages, since, until) USING (article_id, revision)
WHERE languages IS NOT NULL
GROUP BY published_date, country_a, country_b;

-- top_dyads(since, until, languages, side): every pair covered in the period, most covered first; without a period, undated
-- articles count. With languages, a list, counts and totals are of articles in them; with a side, counts are of its pairs: of
-- EU:members each that was one on the date.
--   country_a, country_b, articles, share (of all articles analysed), originals, mentioned_articles, active_days (with a
--   dated article), undated (of the articles, those without a date), total_articles (what share is of)
CREATE OR REPLACE MACRO top_dyads(since := NULL, until := NULL, languages := NULL, side := NULL) AS TABLE
WITH dates AS MATERIALIZED (FROM calendar(since, until)),
total AS (
    SELECT coalesce(sum(analysed), 0)::BIGINT + if(
        since IS NULL AND until IS NULL,
        (
            SELECT count(*) FROM undated_articles
            WHERE analysed AND (languages IS NULL OR list_contains(languages, language))
        ),
        0
    ) AS articles
    FROM outlet_days_in(languages, since, until)
),
counted AS (
    SELECT published_date, country_a, country_b, articles, originals, mentioned_articles, articles > 0 AS is_active, 0 AS undated
    FROM dyad_days_in(languages, since, until) SEMI JOIN dates USING (published_date)
    UNION ALL
    SELECT NULL, country_a, country_b, articles, articles, mentioned_articles, false, articles
    FROM undated_dyads(languages) WHERE since IS NULL AND until IS NULL
)
SELECT
    country_a, country_b, sum(c.articles)::BIGINT AS articles, sum(c.articles) / nullif(any_value(total.articles), 0) AS share,
    sum(originals)::BIGINT AS originals, sum(mentioned_articles)::BIGINT AS mentioned_articles,
    count(*) FILTER (is_active) AS active_days, sum(undated)::BIGINT AS undated, any_value(total.articles) AS total_articles
FROM counted AS c, total
WHERE side IS NULL OR is_side(side, country_a, published_date) OR is_side(side, country_b, published_date)
GROUP BY country_a, country_b
HAVING sum(c.articles) > 0
ORDER BY articles DESC, country_a, country_b;

-- network(since, until, minimum, languages): the same as edges of a graph of countries.
--   source, target, weight (articles), share (of all articles analysed), total_articles (what share is of)
CREATE OR REPLACE MACRO network(since := NULL, until := NULL, minimum := 1, languages := NULL) AS TABLE
SELECT country_a AS source, country_b AS target, articles AS weight, share, total_articles
FROM top_dyads(since, until, languages)
WHERE articles >= coalesce(minimum, 1) AND (SELECT is_counted(minimum, 'articles'))
ORDER BY weight DESC, source, target;

-- upper_tail(k, n, p): the probability that a binomial count of n trials with chance p reaches k or more.
CREATE OR REPLACE MACRO upper_tail(k, n, p) AS least(1.0, list_sum(list_transform(
    range(k::BIGINT, n::BIGINT + 1),
    lambda i: exp(lgamma(n + 1.0) - lgamma(i + 1.0) - lgamma(n - i + 1.0) + i * ln(p) + (n - i) * ln(1 - p))
)));

-- movers_of(counted, until, days, weeks, minimum, languages): what movers and act_movers have in common. `counted` names a
-- relation of country_a, country_b, published_date and originals: how many of a pair a date has.
--   the columns of movers
CREATE OR REPLACE MACRO movers_of(
    counted, until := NULL, days := 7, weeks := 4, minimum := 5, languages := NULL
) AS TABLE
WITH last_date AS (
    SELECT last_whole_date(until) AS day
    WHERE is_counted(days, 'days') AND is_counted(weeks, 'weeks') AND is_counted(minimum, 'originals or acts') AND is_asked_date(until)
),
totals AS (
    SELECT published_date, total_originals FROM collected_days WHERE languages IS NULL
    UNION ALL
    SELECT published_date, sum(originals)::BIGINT
    FROM outlet_days_in(
        languages, (SELECT least(min(published_date), any_value(day)) FROM collected_days, last_date),
        (SELECT day FROM last_date)
    )
    WHERE languages IS NOT NULL
    GROUP BY published_date
),
dates AS (
    SELECT published_date, total_originals, published_date > day - coalesce(days, 7)::INTEGER AS is_recent
    FROM totals, last_date
    WHERE published_date <= day AND published_date > day - coalesce(days, 7)::INTEGER - 7 * coalesce(weeks, 4)::INTEGER
),
exposure AS (
    SELECT
        sum(total_originals) FILTER (is_recent) AS recent, sum(total_originals) FILTER (NOT is_recent) AS earlier,
        count(*) FILTER (is_recent) AS recent_days, count(*) FILTER (NOT is_recent) AS earlier_days
    FROM dates
),
counts AS (
    SELECT
        country_a, country_b,
        coalesce(sum(originals) FILTER (is_recent), 0) AS recent,
        coalesce(sum(originals) FILTER (NOT is_recent), 0) AS earlier,
        coalesce(sum(originals * originals), 0) AS squares
    FROM query_table(counted) JOIN dates USING (published_date)
    GROUP BY country_a, country_b
),
measured AS (
    SELECT
        counts.*, exposure.recent AS recent_total, exposure.earlier AS earlier_total,
        counts.earlier * exposure.recent / exposure.earlier AS expected,
        greatest(1, coalesce(
            (squares - counts.recent * counts.recent / recent_days - counts.earlier * counts.earlier / earlier_days)
            / nullif(recent_days + earlier_days - 2, 0)
            / nullif((counts.recent + counts.earlier) / (recent_days + earlier_days), 0), 1
        )) AS dispersion,
        exposure.recent / (exposure.recent + exposure.earlier) AS chance
    FROM counts, exposure
    WHERE exposure.recent > 0 AND exposure.earlier > 0
),
tested AS (
    SELECT
        *, round(recent / dispersion) AS k, round((recent + earlier) / dispersion) AS n,
        least(1.0, 2 * least(upper_tail(k, n, chance), upper_tail(n - k, n, 1 - chance))) AS p
    FROM measured
    WHERE greatest(recent, expected) >= coalesce(minimum, 5)
)
SELECT
    country_a, country_b, recent::BIGINT AS recent, expected, recent / nullif(expected, 0) AS ratio,
    recent / recent_total AS recent_share, earlier / earlier_total AS share_before, dispersion, p,
    least(1.0, min(p * pairs / place) OVER (ORDER BY place DESC)) AS q
FROM (SELECT *, count(*) OVER () AS pairs, count(*) OVER (ORDER BY p) AS place FROM tested)
ORDER BY p, recent DESC, country_a, country_b;

-- movers(until, days, weeks, minimum, languages): pairs whose share of coverage changed: the last `days` against `weeks` before.
-- Originals are counted, since a wire story that fifty outlets print is one decision of one newsroom. Given the two
-- totals, the recent count of an unchanged pair is binomial; counts of news come in bursts, so both are first divided
-- by the dispersion of the pair's daily counts (variance about either period's mean, over the mean; at least 1). p is
-- two-sided; q is p corrected for the number of pairs looked at (Benjamini and Hochberg, 1995): of pairs with q <=
-- 0.05, about one in twenty is chance. Pairs below `minimum` originals, recent and expected, are left out.
--   country_a, country_b, recent, expected (at the rate before), ratio, recent_share, share_before, dispersion, p, q
CREATE OR REPLACE MACRO movers(until := NULL, days := 7, weeks := 4, minimum := 5, languages := NULL) AS TABLE
WITH counted_days AS (
    FROM dyad_days_in(
        languages, (SELECT min(published_date) FROM collected_days), (SELECT max(published_date) FROM collected_days)
    )
)
FROM movers_of('counted_days', until, days := days, weeks := weeks, minimum := minimum, languages := languages)
ORDER BY p, recent DESC, country_a, country_b;

-- outlet_coverage(dyad, since, until, languages): who covers a pair.
--   outlet, outlet_country, articles, originals, share_of_pair (of all articles about the pair), share_of_outlet (of
--   `analysed`: what the outlet published and was analysed; without a period undated articles are in both), analysed,
--   first_date, last_date
CREATE OR REPLACE MACRO outlet_coverage(dyad, since := NULL, until := NULL, languages := NULL) AS TABLE
WITH about AS (
    SELECT outlet, count(*) AS articles, count(*) FILTER (is_original) AS originals, min(published_date) AS first_date,
        max(published_date) AS last_date, min(outlet_country) AS outlet_country
    FROM articles_of(dyad, since, until, languages)
    GROUP BY outlet
),
output AS (
    SELECT outlet, sum(analysed)::BIGINT AS analysed
    FROM (
        SELECT outlet, analysed FROM outlet_days_in(languages, since, until)
        UNION ALL
        SELECT outlet, 1 FROM undated_articles
        WHERE analysed AND since IS NULL AND until IS NULL AND (languages IS NULL OR list_contains(languages, language))
    )
    GROUP BY outlet
)
SELECT
    outlet, outlet_country, articles, originals, articles / sum(articles) OVER () AS share_of_pair,
    articles / nullif(analysed, 0) AS share_of_outlet, analysed, first_date, last_date
FROM about LEFT JOIN output USING (outlet)
ORDER BY articles DESC, outlet;

-- evidence(dyad, since, until, languages): the sentences that name both countries: those of articles that are counted first, then
-- newest first; without a period also those of undated articles.
--   published_date, outlet, title, url, article_id, sentence (-1 is the title), text (null where not kept), relational,
--   actor, recipient, about (the article is really about the pair), is_original, marks (start_char, end_char and iso3 of every
--   country mention of the pair in the sentence; offsets into `text`)
CREATE OR REPLACE MACRO evidence(dyad, since := NULL, until := NULL, languages := NULL) AS TABLE
WITH pairs AS (FROM pairs_of(dyad) WHERE are_languages(languages)),
named AS (
    SELECT m.article_id, m.revision, m.published_date, sentence, country_a, country_b, relational, actor, recipient
    FROM rows_asked('base.dyad_mentions', since, until) AS m JOIN pairs USING (country_a, country_b)
    WHERE explicit AND coalesce(m.published_date, DATE 'infinity') BETWEEN pairs.valid_from AND pairs.valid_until
),
current AS (
    SELECT article_id, revision, published_date, outlet, title, url FROM newest_of('named')
    WHERE languages IS NULL OR list_contains(languages, language)
),
told AS (
    SELECT
        article_id, revision, sentence, bool_or(relational) AS relational, min(actor) AS actor,
        min(recipient) AS recipient, list_distinct(flatten(list([country_a, country_b]))) AS countries
    FROM named GROUP BY article_id, revision, sentence
),
written AS (SELECT article_id, revision, sentence, start_char, text FROM rows_beside('base.sentences', 'named')),
marked AS (
    SELECT
        told.article_id, told.revision, told.sentence,
        list({
            'start_char': c.start_char - coalesce(s.start_char, 0), 'end_char': c.end_char - coalesce(s.start_char, 0),
            'iso3': c.iso3
        } ORDER BY c.start_char) AS marks
    FROM told
    JOIN rows_beside('base.country_mentions', 'named') AS c USING (article_id, revision, sentence)
    LEFT JOIN written AS s USING (article_id, revision, sentence)
    WHERE list_contains(told.countries, c.iso3)
    GROUP BY told.article_id, told.revision, told.sentence
)
SELECT
    published_date, outlet, title, url, article_id, sentence, s.text, relational, actor, recipient,
    article_id IN (
        SELECT d.article_id FROM base.article_dyads AS d JOIN pairs USING (country_a, country_b)
        WHERE d.revision = current.revision
            AND coalesce(d.published_date, DATE 'infinity') BETWEEN pairs.valid_from AND pairs.valid_until
    ) AS about,
    coalesce(is_original, true) AS is_original, coalesce(marks, []) AS marks
FROM told
JOIN current USING (article_id, revision)
LEFT JOIN written AS s USING (article_id, revision, sentence)
LEFT JOIN (SELECT article_id, is_original FROM stories) AS story USING (article_id)
LEFT JOIN marked USING (article_id, revision, sentence)
ORDER BY about DESC, published_date DESC NULLS LAST, outlet, article_id, sentence;

-- evidence_of_side(side, since, until, languages): the same of one country or bloc, or each member of one (EU:members): the sentences
-- that name it in any way but as a city, which are of the articles of articles_of_side, newest first.
--   the columns of evidence; relational tells whether it is related to another; actor and recipient are null, and about is true
CREATE OR REPLACE MACRO evidence_of_side(side, since := NULL, until := NULL, languages := NULL) AS TABLE
WITH named AS (
    SELECT article_id, revision, m.published_date, sentence, start_char, end_char, iso3
    FROM rows_asked('base.country_mentions', since, until) AS m JOIN sides_of(side) AS s USING (iso3)
    WHERE kind <> 'city' AND coalesce(m.published_date, DATE 'infinity') BETWEEN s.valid_from AND s.valid_until
        AND (SELECT is_place(side) AND are_languages(languages))
),
current AS (
    SELECT article_id, revision, published_date, outlet, title, url FROM newest_of('named')
    WHERE analysed AND (languages IS NULL OR list_contains(languages, language))
),
written AS (SELECT article_id, revision, sentence, start_char, text FROM rows_beside('base.sentences', 'named')),
told AS (
    SELECT
        article_id, revision, sentence, s.text,
        list(DISTINCT {
            'start_char': n.start_char - coalesce(s.start_char, 0), 'end_char': n.end_char - coalesce(s.start_char, 0),
            'iso3': n.iso3
        }) AS marks,
        list(DISTINCT n.iso3) AS countries
    FROM named AS n LEFT JOIN written AS s USING (article_id, revision, sentence)
    GROUP BY ALL
),
related AS (
    SELECT article_id, revision, sentence, list(country_a) || list(country_b) AS sides
    FROM rows_beside('base.dyad_mentions', 'named') WHERE relational
    GROUP BY ALL
)
SELECT
    published_date, outlet, title, url, article_id, sentence, text,
    coalesce(list_has_any(sides, countries), false) AS relational, NULL::VARCHAR AS actor, NULL::VARCHAR AS recipient,
    true AS about, coalesce(is_original, true) AS is_original, list_sort(marks) AS marks
FROM told
JOIN current USING (article_id, revision)
LEFT JOIN related USING (article_id, revision, sentence)
LEFT JOIN (SELECT article_id, is_original FROM stories) AS story USING (article_id)
ORDER BY published_date DESC NULLS LAST, outlet, article_id, sentence;

-- instant_of(published_at): what tells which of the articles of a date came first, as stories do: of those whose hour nobody
-- knows it is 0, so that they come first.
CREATE OR REPLACE MACRO instant_of(published_at) AS coalesce(epoch_us(published_at), 0);

-- acts_as_told(found, languages): the acts that a relation with all columns of base.acts names, in current articles, each with the
-- sentence that tells it.
--   the columns of acts_of
CREATE OR REPLACE MACRO acts_as_told(found, languages := NULL) AS TABLE
WITH current AS (SELECT article_id, revision, outlet, title, url, language FROM newest_of(found))
SELECT
    f.*, is_past(period_end, f.published_date, background := background) AS past, outlet, title, url,
    coalesce(is_original, true) AS is_original, s.text, s.sentence_start
FROM query_table(found) AS f
JOIN current USING (article_id, revision)
LEFT JOIN (
    SELECT article_id, revision, sentence, start_char AS sentence_start, text FROM rows_beside('base.sentences', found)
) AS s USING (article_id, revision, sentence)
LEFT JOIN (SELECT article_id, is_original FROM stories) AS story USING (article_id)
WHERE languages IS NULL OR list_contains(languages, language)
ORDER BY published_date DESC NULLS LAST, outlet, article_id, sentence, actor, recipient, code;

-- acts_of(dyad, since, until, languages): what the two of a pair do to one another, newest first; without a period also in undated
-- articles, last. A bloc is itself: EU-CHN; its members are asked as EU:members-CHN.
--   every column of acts, outlet, title, url, is_original, text (the sentence), sentence_start (offset
--   of that text)
CREATE OR REPLACE MACRO acts_of(dyad, since := NULL, until := NULL, languages := NULL) AS TABLE
WITH found AS (
    SELECT DISTINCT a.*
    FROM rows_asked('base.acts', since, until) AS a
    JOIN sides_of(split_part(dyad, '-', 1)) AS one ON one.iso3 IN (a.actor, a.recipient)
    JOIN sides_of(split_part(dyad, '-', 2)) AS other ON other.iso3 IN (a.actor, a.recipient) AND other.iso3 <> one.iso3
    WHERE coalesce(a.published_date, DATE 'infinity') BETWEEN one.valid_from AND one.valid_until
        AND coalesce(a.published_date, DATE 'infinity') BETWEEN other.valid_from AND other.valid_until
    UNION ALL BY NAME -- no row, but an error where it is no pair or no language
    SELECT NULL::VARCHAR AS article_id
    WHERE NOT (is_pair(dyad, side_codes(), 'pairs are two ISO codes or blocs, as IND-PAK or EU-RUS') AND are_languages(languages))
)
FROM acts_as_told('found', languages)
ORDER BY published_date DESC NULLS LAST, outlet, article_id, sentence, actor, recipient, code;

-- acts_of_side(side, since, until, languages): the same of one country or bloc: what it does to all others, and what these do to it.
--   the columns of acts_of
CREATE OR REPLACE MACRO acts_of_side(side, since := NULL, until := NULL, languages := NULL) AS TABLE
WITH found AS (
    FROM rows_asked('base.acts', since, until) AS a
    WHERE (is_side(side, a.actor, a.published_date) OR is_side(side, a.recipient, a.published_date))
)
FROM acts_as_told('found', languages)
WHERE (SELECT is_place(side) AND are_languages(languages))
ORDER BY published_date DESC NULLS LAST, outlet, article_id, sentence, actor, recipient, code;

-- is_of_both(code, mutual): whether an act counts once however it is told of two: what both do, an agreement, and a meeting,
-- which one sentence tells as a visit of one and the next as talks of both.
CREATE OR REPLACE MACRO is_of_both(code, mutual) AS mutual OR code IN ('AGREE', 'CONSULT');

-- likely_enough(): the probability from which on counts take acts: of those below it about half tell no act of the two.
CREATE OR REPLACE MACRO likely_enough() AS 0.5;

-- is_apart(code, status): whether an act is one with none of another status: what is denied, and plans of what goes on, as trade does.
CREATE OR REPLACE MACRO is_apart(code, status) AS status = 'denied' OR (status = 'planned' AND code = 'COOPERATE');

-- is_everyday(code): whether two do so anew every few weeks, as they talk: what is told of it in passing is of no act long before.
CREATE OR REPLACE MACRO is_everyday(code) AS code IN ('CONSULT', 'REQUEST', 'ACCUSE');

-- is_of_deal(code): whether an act may be what a headline calls an agreement and its text what was agreed, or the other way.
CREATE OR REPLACE MACRO is_of_deal(code) AS code IN ('AGREE', 'CONCEDE', 'COOPERATE', 'AID');

-- told_acts_in(acts_table): the dated acts of a relation with all columns of base.acts, each with what tells its deed; no headlines that
-- the first sentence tells in other words.
--   article_id, sentence, actor, recipient, code, act_class, mutual, status, past, confidence, published_date, outlet, url;
--   reported (what tells which came first), planned, money; day (the first of three or fewer that it was on, as the text tells),
--   since and until (the days before, of which it may tell a deed again), mark (an amount of it); kind (what all that
--   tell a deed have in common: the two, in the order of the deed, the code, whether the deed is of both, whether it is of
--   history without a day, and its status where it is_apart)
CREATE OR REPLACE MACRO told_acts_in(acts_table) AS TABLE
WITH current AS (
    SELECT article_id, revision, outlet, url, instant_of(published_at) AS instant FROM newest_of(acts_table)
    WHERE published_date IS NOT NULL
),
every AS MATERIALIZED (
    SELECT
        article_id, revision, published_date, sentence, actor, recipient, code, act_class, mutual, status, confidence,
        is_past(period_end, published_date, background := background) AS past, outlet, url, is_of_both(code, mutual) AS of_both,
        (published_date, instant, article_id) AS reported, status = 'planned' AS planned, period_start, period_end,
        if(period_end - period_start < if(planned, 7, 3), period_start, NULL) AS told_day,
        if(of_both, least(actor, recipient), actor) AS one, if(of_both, greatest(actor, recipient), recipient) AS other
    FROM query_table(acts_table) AS acts JOIN current USING (article_id, revision)
),
titled AS (SELECT DISTINCT article_id, revision, published_date FROM every WHERE sentence = -1),
-- All that their texts tell, whichever acts are asked for: so acts of one code, or class, leave out the headlines that all acts do.
texts AS (
    SELECT
        article_id, revision, sentence, actor, code, status, confidence, is_of_both(code, mutual) AS of_both,
        is_past(period_end, published_date, background := background) AS past,
        if(of_both, least(actor, recipient), actor) AS one, if(of_both, greatest(actor, recipient), recipient) AS other
    FROM rows_beside('base.acts', 'titled') SEMI JOIN titled USING (article_id, revision)
    WHERE sentence >= 0
),
headlines AS (
    SELECT h.article_id, h.sentence, h.one, h.other, h.code, h.status, h.past
    FROM every AS h JOIN texts AS t
        ON h.sentence = -1 AND h.article_id = t.article_id AND h.past = t.past
        AND least(h.one, h.other) = least(t.one, t.other) AND greatest(h.one, h.other) = greatest(t.one, t.other)
    GROUP BY ALL
    HAVING bool_or(
        t.sentence = 0 AND (h.of_both OR t.of_both OR h.actor = t.actor) AND 'denied' NOT IN (h.status, t.status)
        AND (
            (h.code = t.code AND (h.status = t.status OR h.act_class LIKE '%cooperation'))
            OR (is_of_deal(h.code) AND is_of_deal(t.code))
        )
        AND t.confidence >= least(h.confidence, likely_enough())
    ) AND NOT bool_or((t.one, t.other, t.code, t.status) = (h.one, h.other, h.code, h.status))
),
-- The first amount of money that a sentence of an act tells, or what else it counts first, from ten on: fewer are of many deeds.
amounts AS (
    SELECT
        article_id, revision, sentence, arg_min(currency || ' ' || value, start_char) FILTER (kind = 'money') AS money,
        arg_min(concat(unit, ' ', value), start_char) FILTER (
            kind <> 'money' AND topic IS DISTINCT FROM 'casualties'
        ) AS many,
        max(value) FILTER (kind = 'count' AND topic = 'casualties') AS victims
    FROM base.figures SEMI JOIN every USING (article_id, revision, sentence, published_date)
    WHERE NOT trivial AND (
        kind = 'money' OR (kind IN ('count', 'quantity') AND value >= 10) OR (kind = 'percent' AND topic = 'tariffs')
    )
    GROUP BY article_id, revision, sentence
),
marked AS (
    -- What talks, demands and complaints are about has its amount again and again.
    SELECT *, CASE
        WHEN code = 'ASSAULT' THEN victims::VARCHAR
        WHEN NOT is_everyday(code) THEN coalesce(money, many)
    END AS told_mark
    FROM every ANTI JOIN headlines USING (article_id, sentence, one, other, code, status, past)
    LEFT JOIN amounts USING (article_id, revision, sentence)
)
SELECT
    * EXCLUDE (revision, one, other, of_both, period_start, period_end, told_day, told_mark, money, many, victims),
    (one, other, code, of_both, past AND told_day IS NULL, if(is_apart(code, status), status, NULL)) AS kind,
    -- A headline has the day and the amount of the first sentence; what tells no time goes on from what does.
    coalesce(told_day, CASE
        WHEN past THEN period_start
        WHEN period_start IS NULL THEN coalesce(
            last_value(told_day IGNORE NULLS) OVER (alike ORDER BY sentence, told_day),
            if(planned OR sentence = -1, min(told_day) FILTER (planned OR sentence = 0) OVER alike, NULL)
        )
    END) AS day,
    coalesce(told_mark, if(sentence = -1, min(told_mark) FILTER (sentence = 0) OVER alike, NULL)) AS mark,
    coalesce(money, if(sentence = -1, min(money) FILTER (sentence = 0) OVER alike, NULL)) AS money,
    CASE
        WHEN planned OR past OR code = 'COOPERATE' THEN published_date
        WHEN period_end - period_start <= 31 THEN period_start - 1
        WHEN sentence > 1 THEN published_date - if(is_everyday(code), 7, 30)
        WHEN code <> 'ASSAULT' THEN published_date - 2
        ELSE published_date
    END AS since,
    if(period_end - period_start <= 31, least(period_end, published_date - 1), published_date) AS until
FROM marked
WINDOW alike AS (PARTITION BY article_id, one, other, code, of_both, status, past);

-- deeds_in(acts_table): told_acts_in, each with the deed that it tells; see act_groups.
--   the columns of told_acts_in; alike for all that tell one deed, and for no other: kind, deed, part
CREATE OR REPLACE MACRO deeds_in(acts_table) AS TABLE
WITH told AS MATERIALIZED (
    SELECT
        *, sentence <= 1 AND until = published_date AS leads,
        published_date - lag(published_date) OVER (PARTITION BY kind, mark ORDER BY published_date) > 30 AS far
    FROM told_acts_in(acts_table)
),
-- One amount told again within a month is one deed, of its first day. Else what leads an article is of a day told in the two days
-- before it, or of its own.
spells AS (
    SELECT
        *, count(*) FILTER (far) OVER (PARTITION BY kind, mark ORDER BY published_date) AS spell,
        max(day) FILTER (NOT planned) OVER (PARTITION BY kind ORDER BY coalesce(day, until)) AS told_before
    FROM told
),
known AS (
    SELECT
        * EXCLUDE (far, told_before),
        min(coalesce(day, published_date)) FILTER (
            mark IS NOT NULL AND NOT planned AND (sentence <= 1 OR day IS NOT NULL)
            AND coalesce(day, published_date) >= published_date - 30
        ) OVER (PARTITION BY kind, mark, spell) AS day_of_mark,
        coalesce(
            day,
            if(planned, NULL, day_of_mark),
            if(leads OR since = published_date, if(told_before >= since, told_before, published_date), NULL)
        ) AS known_day
    FROM spells
),
-- What is told in passing is of the last deed before.
placed AS (
    SELECT *, coalesce(known_day, if(latest >= since, latest, NULL), published_date) AS on_day, planned AND day IS NULL AS of_no_day
    FROM (
        SELECT *, max(known_day) FILTER (NOT planned) OVER (
            PARTITION BY kind ORDER BY coalesce(known_day, until)
        ) AS latest
        FROM known
    )
),
-- Of days, not of sentences, of which a large lake has many more. A plan without a day comes after what was done on its date.
days AS (
    SELECT
        kind, code, on_day, of_no_day, bool_or(NOT planned) AS done, bool_or(day IS NOT NULL) AS by_day,
        bool_or(day IS NOT NULL OR mark IS NOT NULL OR sentence <= 1) AS firm
    FROM placed
    GROUP BY ALL
),
parted AS (
    SELECT *, CASE
        WHEN lag(done) OVER before AND NOT done THEN true
        WHEN lag(done OR NOT firm) OVER before OR code = 'COOPERATE' THEN on_day - lag(on_day) OVER before > 1
            OR (code = 'ASSAULT' AND by_day AND lag(by_day) OVER before)
        ELSE on_day - lag(on_day) OVER before > if(firm, 7, 1)
    END AS opens
    FROM days
    WINDOW before AS (PARTITION BY kind ORDER BY on_day, of_no_day)
),
numbered AS (
    SELECT *, count(*) FILTER (opens) OVER (PARTITION BY kind ORDER BY on_day, of_no_day) AS run FROM parted
),
-- What goes on for days, such as a war, is as many acts: on every second date one begins anew.
begun AS (
    SELECT
        kind, on_day, of_no_day,
        (
            run,
            coalesce(greatest(on_day - min(on_day) FILTER (done OR code = 'COOPERATE') OVER (PARTITION BY kind, run), 0) // 2, 0)
        ) AS part_of_run
    FROM numbered
),
-- What was planned is one with what was done of the same amount, and so are an agreement on an amount of money and its signing:
-- all else that tells the later is of the earlier, too.
steps AS (
    SELECT placed.*, part_of_run, if(
        planned, day_of_mark >= published_date, (code = 'AGREE' AND money = mark) OR on_day = day_of_mark
    ) AS is_step
    FROM placed JOIN begun USING (kind, on_day, of_no_day)
),
first_steps AS (
    SELECT *, min(part_of_run) OVER (PARTITION BY kind, mark, spell, is_step) AS first_step FROM steps
),
tied AS (
    SELECT *, coalesce(min(first_step) FILTER (is_step) OVER (PARTITION BY kind, part_of_run), part_of_run) AS deed
    FROM first_steps
)
-- Two amounts of aid are two deeds; what tells none is of the first.
SELECT
    * EXCLUDE (known_day, latest, on_day, of_no_day, spell, day_of_mark, part_of_run, is_step, first_step),
    if(code <> 'AID', NULL, coalesce(
        arg_min(money, sentence) OVER (PARTITION BY kind, deed, article_id),
        arg_min(money, (reported, sentence)) OVER (PARTITION BY kind, deed)
    )) AS part
FROM tied;

-- act_groups_in(acts_table): the acts of a relation with all columns of base.acts, those told again as one; see act_groups.
--   the columns of act_groups
CREATE OR REPLACE MACRO act_groups_in(acts_table) AS TABLE
WITH counted AS (
    SELECT
        kind[1] AS one, kind[2] AS other, min(actor) AS actor, min(recipient) AS recipient, code, min(act_class) AS act_class,
        min(status) AS status, -- done before planned
        bool_and(past) AS past, bool_or(mutual) OR count(DISTINCT actor) > 1 AS mutual, min(published_date) AS first_date,
        max(published_date) AS last_date, count(DISTINCT outlet) AS outlets, count(DISTINCT article_id) AS articles,
        count(*) AS sentences, max(confidence) AS confidence,
        -- One struct, never null: columns of one report, not of several: of what was announced and done, the first that tells it
        -- done, as `done` comes before `planned`. Of it the likeliest sentence.
        arg_min(
            {
                'told_date': published_date, 'outlet': outlet, 'url': url, 'article_id': article_id, 'sentence': sentence
            },
            (status, reported, -confidence, sentence, actor)
        ) AS report
    FROM deeds_in(acts_table)
    GROUP BY kind, code, deed, part
)
SELECT
    if(mutual, one, actor) AS actor, if(mutual, other, recipient) AS recipient, code, act_class, mutual, status, past,
    first_date, last_date, outlets, articles, sentences, report.outlet, report.url, report.article_id, confidence, report.sentence,
    report.told_date
FROM counted;

-- act_groups: acts told again are one: the same sides and code, as done or planned, by when they were. An act is of the day
-- that its text tells (three days or fewer), a headline that of the first sentence; of the day when its amount of money, its
-- tariff, or what it counts or weighs from ten on (of an attack its victims; none of what is_everyday), was told first within
-- a month; else of the date of its article.
-- What the third sentence or a later one tells without a day, or what was "last week", is of the last day before on which
-- such an act was done, up to 30 days back, and without a day up to 7 of what is_everyday. Acts of one day or the next are one; what goes on for longer is another
-- act on every second date. Attacks of two days that the text tells are two, and so is aid of two amounts. A plan is one with
-- what is done next, up to seven days after the day that it names or was told on. Only a day or the next joins what goes on
-- (COOPERATE), its plans being acts of their own; so are acts told as denied, and those of the past, see is_past, without a
-- day: these are of the time that they tell. A visit of one and talks of both are one meeting, see is_of_both. What a headline
-- tells in no word of the text is no other act where the first sentence tells it otherwise: cooperation as planned or
-- done, or as what was agreed, bought or lent, see is_of_deal. All acts are there, however likely; acts_counted has those that counts have.
--   actor, recipient, code, act_class, mutual, status (done, where a report tells it so), past, first_date, last_date, outlets,
--   articles, sentences, outlet, url and article_id (of the first report of that status), confidence (the highest), sentence
--   (the likeliest of that report), told_date (of that report: after first_date where the act was announced before it was done)
CREATE OR REPLACE VIEW act_groups AS
WITH all_acts AS (FROM base.acts)
FROM act_groups_in('all_acts');

-- is_act_class(of_class): true; an error, never false, where it is no class of acts. Null is every class.
CREATE OR REPLACE MACRO is_act_class(of_class) AS CASE
    WHEN of_class IS NULL OR list_contains([
        'cooperation', 'conflict', 'verbal cooperation', 'material cooperation', 'verbal conflict', 'material conflict'
    ], lower(of_class)) THEN true
    ELSE error('no such class of acts: ''' || of_class || '''; there are cooperation and conflict, verbal and material')
END;

-- is_of_class(act_class, of_class): whether an act is of a class, which may be half of one: conflict. Null is every class.
CREATE OR REPLACE MACRO is_of_class(act_class, of_class) AS of_class IS NULL OR act_class LIKE '%' || lower(of_class);

-- likely_acts(acts_table, at_confidence): the acts of a relation that are at least so likely; of null, as everywhere where acts
-- are counted, those from likely_enough() on, and of 0 all.
--   the columns of the relation
CREATE OR REPLACE MACRO likely_acts(acts_table, at_confidence := NULL) AS TABLE
FROM query_table(acts_table)
WHERE confidence >= coalesce(at_confidence, likely_enough()) AND (SELECT is_probability(at_confidence));

-- counted_in(groups, of_class, since, until, of_past): what counts of acts count, of a relation as act_groups is; see
-- acts_counted.
--   the columns of acts_counted
CREATE OR REPLACE MACRO counted_in(
    groups, of_class := NULL, since := NULL, until := NULL, of_past := false
) AS TABLE
SELECT *, first_date AS published_date, least(actor, recipient) AS country_a, greatest(actor, recipient) AS country_b
FROM query_table(groups)
WHERE first_date IN (SELECT c.published_date FROM calendar(since, until) AS c) AND status <> 'denied'
    AND coalesce(past = of_past, true)
    AND is_of_class(act_class, of_class) AND (SELECT is_act_class(of_class));

-- acts_counted(of_class, since, until, at_confidence, of_past): what counts of acts count: act_groups that were first told in a
-- period and were done or planned, not denied; of a class (conflict, verbal conflict …), or of all; of sentences alone that
-- tell theirs with a probability of at least `at_confidence`: where none is asked for 0.5, see likely_enough, and 0 counts
-- all. Those of the past are left out, as their articles' date is not theirs: with `of_past` true they alone are there, with
-- null all.
--   every column of act_groups, published_date (of the first report, be it of a plan), country_a, country_b (the two sides, sorted)
CREATE OR REPLACE MACRO acts_counted(
    of_class := NULL, since := NULL, until := NULL, at_confidence := NULL, of_past := false
) AS TABLE
WITH likely AS NOT MATERIALIZED (FROM likely_acts('base.acts', at_confidence)),
-- When an act was first told, dates before the period tell: but of those acts alone that are told in it, too.
told_then AS (
    SELECT DISTINCT least(actor, recipient) AS country_a, greatest(actor, recipient) AS country_b, code
    FROM likely SEMI JOIN calendar(since, until) USING (published_date)
    WHERE is_of_class(act_class, of_class)
),
likely_then AS (
    SELECT likely.* FROM likely SEMI JOIN told_then
        ON least(actor, recipient) = country_a AND greatest(actor, recipient) = country_b AND likely.code = told_then.code
),
groups_then AS (FROM act_groups_in('likely_then'))
FROM counted_in('groups_then', of_class, since, until, of_past);

-- acts_counted_of(dyad, of_class, since, until, at_confidence, of_past): the same of one pair, of which alone acts are looked at; a bloc is
-- itself, of its members those count that were members on the date.
--   the columns of acts_counted
CREATE OR REPLACE MACRO acts_counted_of(
    dyad, of_class := NULL, since := NULL, until := NULL, at_confidence := NULL, of_past := false
) AS TABLE
WITH between_them AS (
    SELECT a.* FROM likely_acts('base.acts', at_confidence) AS a SEMI JOIN pairs_of(dyad) AS pairs
        ON least(a.actor, a.recipient) = pairs.country_a AND greatest(a.actor, a.recipient) = pairs.country_b
),
groups_of_pair AS (FROM act_groups_in('between_them'))
FROM counted_in('groups_of_pair', of_class, since, until, of_past) AS told
SEMI JOIN pairs_of(dyad) AS pairs
    ON told.country_a = pairs.country_a AND told.country_b = pairs.country_b
    AND told.first_date BETWEEN pairs.valid_from AND pairs.valid_until;

-- acts_in_periods(acts_table, by, since, until): how many acts of a relation as acts_counted is were first told in each period, by class.
--   the columns of act_trend
CREATE OR REPLACE MACRO acts_in_periods(acts_table, "by" := 'day', since := NULL, until := NULL) AS TABLE
WITH by_date AS (
    SELECT
        published_date, count(*) FILTER (act_class LIKE '%cooperation') AS cooperation,
        count(*) FILTER (act_class LIKE '%conflict') AS conflict,
        count(*) FILTER (act_class = 'verbal cooperation') AS verbal_cooperation,
        count(*) FILTER (act_class = 'material cooperation') AS material_cooperation,
        count(*) FILTER (act_class = 'verbal conflict') AS verbal_conflict,
        count(*) FILTER (act_class = 'material conflict') AS material_conflict,
        count(*) FILTER (code = 'REQUEST') AS requests
    FROM query_table(acts_table) GROUP BY published_date
),
dated AS (
    SELECT period_of("by", published_date) AS period, total_articles IS NOT NULL AS is_collected, *
    FROM calendar(since, until) LEFT JOIN by_date USING (published_date)
)
SELECT
    period, count(*) AS days, count(*) FILTER (is_collected) AS collected_days,
    count(*) FILTER (outlets_complete > 0) AS complete_days,
    sum(if(is_collected, coalesce(cooperation, 0), NULL))::BIGINT AS cooperation,
    sum(if(is_collected, coalesce(conflict, 0), NULL))::BIGINT AS conflict,
    sum(if(is_collected, coalesce(verbal_cooperation, 0), NULL))::BIGINT AS verbal_cooperation,
    sum(if(is_collected, coalesce(material_cooperation, 0), NULL))::BIGINT AS material_cooperation,
    sum(if(is_collected, coalesce(verbal_conflict, 0), NULL))::BIGINT AS verbal_conflict,
    sum(if(is_collected, coalesce(material_conflict, 0), NULL))::BIGINT AS material_conflict,
    sum(if(is_collected, coalesce(requests, 0), NULL))::BIGINT AS requests,
    sum(total_articles)::BIGINT AS total_articles
FROM dated
WHERE (SELECT period_of("by", DATE '2000-01-01') IS NOT NULL)
GROUP BY period
ORDER BY period;

-- act_trend(dyad, by, since, until, at_confidence): how many acts of a pair were first told in each period, by class; a bloc is itself.
-- Counts are null where nothing was collected; none of them is an average or a score.
--   period, days, collected_days, complete_days, cooperation, conflict, verbal_cooperation, material_cooperation,
--   verbal_conflict, material_conflict, requests (of verbal conflict those that ask or demand: REQUEST), total_articles (analysed)
CREATE OR REPLACE MACRO act_trend(dyad, "by" := 'day', since := NULL, until := NULL, at_confidence := NULL) AS TABLE
WITH found AS (FROM acts_counted_of(dyad, since := since, until := until, at_confidence := at_confidence))
FROM acts_in_periods('found', "by", since, until)
WHERE (SELECT is_pair(dyad, side_codes(), 'pairs are two ISO codes or blocs, such as IND-PAK or CHN-EU'))
ORDER BY period;

-- act_trend_of(side, by, since, until, at_confidence): the same of one country or bloc: of the acts of all its pairs, each once, and how
-- many of them it does itself and how many are done to it. What two do together both do, and so do two members of a bloc.
--   the columns of act_trend, cooperation_from, conflict_from (that it does), cooperation_to, conflict_to (that are done to it)
CREATE OR REPLACE MACRO act_trend_of(side, "by" := 'day', since := NULL, until := NULL, at_confidence := NULL) AS TABLE
WITH told AS (
    SELECT *, is_side(side, actor, published_date) AS is_actor, is_side(side, recipient, published_date) AS is_recipient
    FROM acts_counted(since := since, until := until, at_confidence := at_confidence)
),
found AS (FROM told WHERE is_actor OR is_recipient),
ways AS (
    SELECT
        period_of("by", published_date) AS period,
        count(*) FILTER (act_class LIKE '%cooperation' AND (is_actor OR mutual)) AS cooperation_from,
        count(*) FILTER (act_class LIKE '%conflict' AND (is_actor OR mutual)) AS conflict_from,
        count(*) FILTER (act_class LIKE '%cooperation' AND (is_recipient OR mutual)) AS cooperation_to,
        count(*) FILTER (act_class LIKE '%conflict' AND (is_recipient OR mutual)) AS conflict_to
    FROM found GROUP BY ALL
)
SELECT
    of_all.*, if(cooperation IS NULL, NULL, coalesce(cooperation_from, 0)) AS cooperation_from,
    if(conflict IS NULL, NULL, coalesce(conflict_from, 0)) AS conflict_from,
    if(cooperation IS NULL, NULL, coalesce(cooperation_to, 0)) AS cooperation_to,
    if(conflict IS NULL, NULL, coalesce(conflict_to, 0)) AS conflict_to
FROM acts_in_periods('found', "by", since, until) AS of_all LEFT JOIN ways USING (period)
WHERE (SELECT is_place(side))
ORDER BY period;

-- counted_as_told(counted, every, at_confidence): the acts of a relation as acts_counted is, each with the likeliest sentence of those
-- that `every`, a relation as acts_of is, has of its report.
--   the columns of counted_acts_of
CREATE OR REPLACE MACRO counted_as_told(counted, every, at_confidence := NULL) AS TABLE
WITH groups AS (
    SELECT actor AS one, recipient AS other, code, mutual AS of_two, status AS told_status, past AS told_past, article_id, sentence,
        first_date, last_date, outlets, articles, sentences
    FROM query_table(counted)
)
SELECT told.* REPLACE (of_two AS mutual, told_status AS status, told_past AS past), first_date, last_date, outlets, articles, sentences
FROM likely_acts(every, at_confidence) AS told
JOIN groups USING (article_id, sentence, code)
WHERE (actor = one AND recipient = other AND told.mutual = of_two)
    OR (of_two AND is_of_both(code, told.mutual) AND least(actor, recipient) = one AND greatest(actor, recipient) = other)
QUALIFY row_number() OVER (
    PARTITION BY article_id, sentence, code, one, other, of_two ORDER BY told.confidence DESC, actor
) = 1;

-- counted_acts_of(dyad, of_class, since, until, at_confidence): the acts of a pair that act_trend counts, each once, newest first,
-- by the likeliest sentence of its first report, of what was announced and done of the first that tells it done; a bloc is itself.
--   every column of acts_of, confidence being that of the sentence; first_date (on which it is counted), last_date, outlets, articles and sentences (that tell it)
CREATE OR REPLACE MACRO counted_acts_of(
    dyad, of_class := NULL, since := NULL, until := NULL, at_confidence := NULL
) AS TABLE
WITH counted AS (FROM acts_counted_of(dyad, of_class, since, until, at_confidence)),
every AS (FROM acts_of(dyad, since)) -- what was announced in a period may be done after it
FROM counted_as_told('counted', 'every', at_confidence)
ORDER BY first_date DESC, published_date DESC, outlet, article_id, sentence, actor, recipient, code;

-- counted_acts_of_side(side, of_class, since, until, at_confidence): the same of one country or bloc: the acts that act_trend_of counts.
--   the columns of counted_acts_of
CREATE OR REPLACE MACRO counted_acts_of_side(
    side, of_class := NULL, since := NULL, until := NULL, at_confidence := NULL
) AS TABLE
WITH counted AS (
    FROM acts_counted(of_class, since, until, at_confidence) AS told
    WHERE is_side(side, told.actor, told.first_date) OR is_side(side, told.recipient, told.first_date)
),
every AS (FROM acts_of_side(side, since))
FROM counted_as_told('counted', 'every', at_confidence)
ORDER BY first_date DESC, published_date DESC, outlet, article_id, sentence, actor, recipient, code;

-- top_acts(of_class, since, until, at_confidence, side): the pairs with most acts of a class, most first; with a side its own,
-- as in top_dyads.
--   country_a, country_b, acts, reports (the articles that tell each act, added up: one that tells three counts thrice),
--   active_days (on which one was first told), codes (the commonest first), requests (of the acts those that ask or demand: REQUEST)
CREATE OR REPLACE MACRO top_acts(
    of_class := NULL, since := NULL, until := NULL, at_confidence := NULL, side := NULL
) AS TABLE
WITH by_code AS (
    SELECT country_a, country_b, code, count(*) AS acts, sum(articles) AS reports,
        list(DISTINCT published_date) AS dates
    FROM acts_counted(of_class, since, until, at_confidence)
    WHERE side IS NULL OR is_side(side, country_a, published_date) OR is_side(side, country_b, published_date)
    GROUP BY country_a, country_b, code
)
SELECT
    country_a, country_b, sum(acts)::BIGINT AS acts, sum(reports)::BIGINT AS reports,
    len(list_distinct(flatten(list(dates)))) AS active_days, string_agg(code, ' ' ORDER BY acts DESC, code) AS codes,
    coalesce(sum(acts) FILTER (code = 'REQUEST'), 0)::BIGINT AS requests
FROM by_code
GROUP BY country_a, country_b
ORDER BY sum(acts) DESC, country_a, country_b;

-- act_network(of_class, since, until, minimum, at_confidence): acts of a class as edges of a directed graph: from who acts to
-- whom. What both do together is an edge either way.
--   source, target, weight (acts), mutual (of those, done together), requests (of those, that ask or demand: REQUEST)
CREATE OR REPLACE MACRO act_network(
    of_class := NULL, since := NULL, until := NULL, minimum := 1, at_confidence := NULL
) AS TABLE
WITH counted AS (SELECT actor, recipient, mutual, code FROM acts_counted(of_class, since, until, at_confidence)),
ways AS (
    SELECT actor AS source, recipient AS target, mutual, code FROM counted
    UNION ALL
    SELECT recipient, actor, mutual, code FROM counted WHERE mutual
)
SELECT
    source, target, count(*) AS weight, count(*) FILTER (mutual) AS mutual, count(*) FILTER (code = 'REQUEST') AS requests
FROM ways
GROUP BY source, target
HAVING count(*) >= coalesce(minimum, 1) AND (SELECT is_counted(minimum, 'acts'))
ORDER BY weight DESC, source, target;

-- act_movers(of_class, until, days, weeks, minimum, at_confidence): pairs whose acts of a class, for as many originals of all pairs, changed
-- more than chance explains; see movers.
--   the columns of movers: recent and expected are acts; recent_share and share_before acts for each original analysed
CREATE OR REPLACE MACRO act_movers(
    of_class := NULL, until := NULL, days := 7, weeks := 4, minimum := 5, at_confidence := NULL
) AS TABLE
WITH counted_acts AS (
    SELECT country_a, country_b, published_date, count(*) AS originals
    FROM acts_counted(
        of_class, (SELECT min(published_date) FROM collected_days), (SELECT max(published_date) FROM collected_days),
        at_confidence
    )
    GROUP BY country_a, country_b, published_date
)
FROM movers_of('counted_acts', until, days := days, weeks := weeks, minimum := minimum)
ORDER BY p, recent DESC, country_a, country_b;

-- cameo_code(code): how CAMEO writes a country (the Isle of Man, Montenegro, Romania, East Timor) or bloc that is called so here.
CREATE OR REPLACE MACRO cameo_code(code) AS
    coalesce(MAP {'IMN': 'IMY', 'MNE': 'MTN', 'ROU': 'ROM', 'TLS': 'TMP'}[code], code);

-- acts_as_gdelt: acts told in columns of GDELT's events, for programs that read those. A row is an act that counts have,
-- as no column tells which others are: dated, not denied, not of the past, at least as likely as likely_enough. What is
-- only planned has not come about: of cooperation it is of root 03 (express intent to cooperate), of conflict, for which
-- CAMEO has no such root, no row. The table acts has all those, too. Dates are those of reports (of what was
-- announced and done of the first that tells it done), not of what was long ago.
-- Codes are CAMEO's roots, after PLOVER's own mapping: two of its three roots of violence (18, 20) and the appeals (02)
-- are never told apart, and most of 03 is PLOVER's AGREE. QuadClass is what GDELT
-- has for that root: 2 for CONCEDE and 3 for PROTEST, of which PLOVER makes verbal cooperation and material conflict.
-- Actor1 acts; of a mutual act it is the first of the two in ISO's alphabet. Countries have the codes of GDELT's list
-- (CAMEO.country.txt), which are ISO's but for four: IMY, MTN, ROM, TMP. There is no Goldstein scale and no tone.
--   GLOBALEVENTID (text), SQLDATE, MonthYear, Year, Actor1Code, Actor1CountryCode (null of a bloc), Actor2Code,
--   Actor2CountryCode, EventRootCode, QuadClass (1 to 4), NumMentions, NumSources, NumArticles, SOURCEURL
CREATE OR REPLACE VIEW acts_as_gdelt AS
WITH likely AS (FROM likely_acts('base.acts'))
SELECT
    md5(concat_ws('|', actor, recipient, code, mutual, article_id, sentence)) AS "GLOBALEVENTID",
    strftime(told_date, '%Y%m%d')::INTEGER AS "SQLDATE", strftime(told_date, '%Y%m')::INTEGER AS "MonthYear",
    year(told_date) AS "Year", cameo_code(actor) AS "Actor1Code",
    if(list_contains(bloc_codes(), actor), NULL, cameo_code(actor)) AS "Actor1CountryCode",
    cameo_code(recipient) AS "Actor2Code",
    if(list_contains(bloc_codes(), recipient), NULL, cameo_code(recipient)) AS "Actor2CountryCode",
    if(status = 'planned', '03', MAP {
        'AGREE': '03', 'CONSULT': '04', 'SUPPORT': '05', 'COOPERATE': '06', 'AID': '07', 'CONCEDE': '08',
        'RETREAT': '08', 'REQUEST': '10', 'ACCUSE': '11', 'REJECT': '12', 'THREATEN': '13', 'PROTEST': '14',
        'MOBILIZE': '15', 'SANCTION': '16', 'COERCE': '17', 'ASSAULT': '19'
    }[code]) AS "EventRootCode",
    CASE
        WHEN "EventRootCode" <= '05' THEN 1 WHEN "EventRootCode" <= '08' THEN 2 WHEN "EventRootCode" <= '14' THEN 3 ELSE 4
    END AS "QuadClass",
    sentences AS "NumMentions", outlets AS "NumSources", articles AS "NumArticles", url AS "SOURCEURL"
FROM act_groups_in('likely')
WHERE status <> 'denied' AND NOT past AND NOT (status = 'planned' AND is_of_class(act_class, 'conflict'));

-- acts_as_polecat: the same in columns of POLECAT's events, whose types are PLOVER's as here.
--   "Event ID", "Event Date", "Event Type", "Quad Code", "Actor Country" (of a bloc its code), "Recipient Country", "Mutual",
--   "Planned", "Source", "Publication Date", "URL"
CREATE OR REPLACE VIEW acts_as_polecat AS
WITH likely AS (FROM likely_acts('base.acts'))
SELECT
    md5(concat_ws('|', actor, recipient, code, mutual, article_id, sentence)) AS "Event ID",
    told_date AS "Event Date", code AS "Event Type", upper(act_class) AS "Quad Code", actor AS "Actor Country",
    recipient AS "Recipient Country", mutual AS "Mutual", status = 'planned' AS "Planned", outlet AS "Source",
    told_date AS "Publication Date", url AS "URL"
FROM act_groups_in('likely')
WHERE status <> 'denied' AND NOT past;

-- are_of_figures(of_topic, of_kind, in_state): true; an error that tells what there is, never false, where figures have no such
-- topic, kind or state.
CREATE OR REPLACE MACRO are_of_figures(of_topic, of_kind, in_state) AS is_among(
    of_topic,
    'trade, exports, imports, tariffs, investment, aid, debt, loans, military, arms, troops, casualties, migrants, visitors, ' ||
    'students, energy, economy, output, prices, rates, shares, budget, business, population, votes, health, justice, climate, ' ||
    'distance, sport',
    'topic'
) AND is_among(of_kind, 'money, percent, count, quantity, duration, ordinal', 'kind of figures')
AND is_among(in_state, 'reported, expected', 'state of figures');

-- topics_under(topic): the list of a topic and of those that are part of it.
CREATE OR REPLACE MACRO topics_under(topic) AS
    list_prepend(lower(topic), coalesce(MAP {
        'trade': ['exports', 'imports', 'tariffs'],
        'debt': ['loans'],
        'military': ['arms', 'troops'],
        'economy': ['output', 'prices', 'rates', 'shares', 'budget', 'business']
    }[lower(topic)], []));

-- is_in_unit(unit, per, in_unit, in_units): whether a unit, or its rate (barrel per day), is one of a list, or is one that is
-- named in any case, in the singular or the plural (barrels per day). Null where neither is asked for.
CREATE OR REPLACE MACRO is_in_unit(unit, per, in_unit, in_units) AS
    list_has_any([unit, unit || ' per ' || per], in_units) OR list_has_any(
        [lower(unit), lower(unit || ' per ' || per)],
        [lower(in_unit), regexp_replace(lower(in_unit), 's( per |$)', '\1')]
    );

-- figures_asked(tied, measure, of_kind, …): those rows of a relation with all columns of base.figures that are asked for and not trivial, of
-- current articles, as figures_of gives them.
CREATE OR REPLACE MACRO figures_asked(
    tied, measure, of_kind, in_unit, at_least, period_from, period_to, of_topic, languages, in_units, at_confidence, in_state,
    from_origin, to_destination
) AS TABLE
WITH found AS (
    SELECT f.* FROM query_table(tied) AS f
    WHERE NOT trivial AND (at_confidence IS NULL OR coalesce(confidence, 0) >= at_confidence) AND (measure IS NULL OR contains(lower(f.measure), lower(measure)))
        AND (in_state IS NULL OR lower(in_state) = coalesce(state, 'reported'))
        AND (from_origin IS NULL OR is_side(from_origin, origin, f.published_date))
        AND (to_destination IS NULL OR is_side(to_destination, destination, f.published_date))
        AND (of_kind IS NULL OR kind = lower(of_kind)) AND (at_least IS NULL OR value >= at_least)
        AND (of_topic IS NULL OR list_contains(topics_under(of_topic), topic))
        AND ((in_unit IS NULL AND in_units IS NULL) OR is_in_unit(coalesce(currency, unit), per, in_unit, in_units)
            OR (currency IS NULL AND contains(' ' || lower(unit), ' ' || lower(in_unit))))
        AND (period_from IS NULL OR period_start >= period_from::DATE)
        AND (period_to IS NULL OR coalesce(period_end, period_start) <= period_to::DATE)
        AND ( -- a query of its own, as in coverage
            SELECT are_of_figures(of_topic, of_kind, in_state) AND is_probability(at_confidence) AND are_languages(languages)
                AND is_period(period_from, period_to) AND is_amount(at_least)
        )
),
current AS (
    SELECT article_id, revision, outlet, title, url, published_at FROM newest_of('found')
    WHERE languages IS NULL OR list_contains(languages, language)
)
SELECT found.*, outlet, title, url, published_at, coalesce(is_original, true) AS is_original, s.text
FROM found
JOIN current USING (article_id, revision)
LEFT JOIN (SELECT article_id, revision, sentence, text FROM rows_beside('base.sentences', 'found')) AS s
    USING (article_id, revision, sentence)
LEFT JOIN (SELECT article_id, is_original FROM stories) AS story USING (article_id)
ORDER BY published_date DESC NULLS LAST, outlet, article_id, start_char;

-- figures_of(dyad, measure, since, until, of_kind, in_unit, at_least, period_from, period_to, of_topic, languages, in_units, at_confidence, in_state, from_origin, to_destination): the
-- figures reported about a pair, newest first, trivial numbers left out; without dates of publication also those of undated articles. `in_unit`
-- is a currency or what a word of the unit begins with, in the singular or the plural; `in_units` a list of currencies and
-- units in full, such as 'kilometre per hour'; `at_least` the smallest value; `period_from` and `period_to` hold the whole
-- period that a figure is of; `of_topic` is a topic, those that are part of it included; `at_confidence` is the least probability that the pair is the
-- figure's, and above 0 leaves out those of languages in which none is told; `in_state` is 'expected' (a target, forecast or plan) or 'reported' (any
-- other, also one of which it is not told), in small or capital letters; `from_origin` and `to_destination` are sides that what figures count
-- comes from or goes to, and leave out those of which it is not told.
--   every column of figures, outlet, title, url, published_at (of the article), is_original, text (the sentence)
CREATE OR REPLACE MACRO figures_of(
    dyad, measure := NULL, since := NULL, until := NULL,
    of_kind := NULL, in_unit := NULL, at_least := NULL, period_from := NULL, period_to := NULL, of_topic := NULL, languages := NULL,
    in_units := NULL, at_confidence := NULL, in_state := NULL, from_origin := NULL, to_destination := NULL
) AS TABLE
WITH pairs AS (
    FROM pairs_of(dyad)
    WHERE (SELECT is_side_of(dyad, from_origin) AND is_side_of(dyad, to_destination)) -- a query of its own, as in coverage
),
tied AS (
    -- A pair of two blocs may have several validities: a figure under two of them is still one.
    SELECT f.* FROM rows_asked('base.figures', since, until) AS f
    SEMI JOIN pairs
        ON f.country_a = pairs.country_a AND f.country_b = pairs.country_b
        AND coalesce(f.published_date, DATE 'infinity') BETWEEN pairs.valid_from AND pairs.valid_until
)
FROM figures_asked(
    'tied', measure, of_kind, in_unit, at_least, period_from, period_to, of_topic, languages, in_units, at_confidence, in_state,
    from_origin, to_destination
);

-- figures_of_side(side, measure, since, until, of_kind, …): the same of one country or bloc, or each member of one (EU:members): what is
-- reported about it, alone or with others, which `countries` names.
CREATE OR REPLACE MACRO figures_of_side(
    side, measure := NULL, since := NULL, until := NULL,
    of_kind := NULL, in_unit := NULL, at_least := NULL, period_from := NULL, period_to := NULL, of_topic := NULL, languages := NULL,
    in_units := NULL, at_confidence := NULL, in_state := NULL, from_origin := NULL, to_destination := NULL
) AS TABLE
WITH named AS (
    FROM sides_of(side)
    WHERE (SELECT is_place(side) AND is_place(coalesce(from_origin, side)) AND is_place(coalesce(to_destination, side)))
),
tied AS (
    SELECT f.* FROM rows_asked('base.figures', since, until) AS f
    SEMI JOIN named
        ON list_contains(f.countries, named.iso3)
        AND coalesce(f.published_date, DATE 'infinity') BETWEEN named.valid_from AND named.valid_until
)
FROM figures_asked(
    'tied', measure, of_kind, in_unit, at_least, period_from, period_to, of_topic, languages, in_units, at_confidence, in_state,
    from_origin, to_destination
);

-- same_measure(measure): what two wordings of one measure have in common: no capitals, no article or possessive in front; of
-- the trade between two, which papers call so by turns, neither bilateral, mutual, two-way nor its turnover and volume; a
-- surplus or deficit between two is that of their trade.
CREATE OR REPLACE MACRO same_measure(measure) AS
    regexp_replace(
        regexp_replace(
            regexp_replace(
                regexp_replace(trim(regexp_replace(lower(measure), '\s+', ' ', 'g')), '^(the|a|an|its|their) ', ''),
                '^((turnover|volume) of )?((bilateral|mutual|two-way) )?trade\b', 'trade'
            ),
            '^trade (turnover|volume)$', 'trade'
        ),
        '^trade (deficit|gap|imbalance|surplus)$', '\1'
    );

-- figures_once(reports): the rows of a relation as figures_of is, each figure once; see figure_trend.
CREATE OR REPLACE MACRO figures_once(reports) AS TABLE
WITH headlines AS (
    -- Those whose amount the text tells again, of the same two: in other words on one topic, and though only one of them tells
    -- that it is planned. Where both tell and differ in the time or the way it is another.
    FROM query_table(reports) AS h SEMI JOIN query_table(reports) AS t
        ON h.sentence = -1 AND t.sentence >= 0 AND h.article_id = t.article_id AND h.revision = t.revision
        AND h.countries = t.countries
        AND h.value = t.value AND h.value_max IS NOT DISTINCT FROM t.value_max AND h.kind = t.kind AND h.role = t.role
        AND (
            lower(coalesce(h.currency, h.unit)) IS NOT DISTINCT FROM lower(coalesce(t.currency, t.unit))
            OR (h.kind = 'count' AND (h.unit IS NULL OR t.unit IS NULL))
        )
        AND (h.measure IS NULL OR same_measure(h.measure) = same_measure(t.measure) OR h.topic IS NOT DISTINCT FROM t.topic)
        -- A text that tells less takes nothing from the answer.
        AND (h.measure IS NULL OR t.measure IS NOT NULL) AND (h.period_start IS NULL OR t.period_start IS NOT NULL)
        AND (h.direction IS NULL OR t.direction IS NOT NULL) AND (h.origin IS NULL OR t.origin IS NOT NULL)
        AND coalesce(h.per = t.per, true) AND coalesce(h.direction = t.direction, true) AND coalesce(h.origin = t.origin, true)
        AND coalesce(h.period_start <= t.period_end AND t.period_start <= h.period_end, true)
),
wordings AS (
    SELECT same_measure(r.measure) AS measured, r.measure AS wording
    FROM query_table(reports) AS r
    GROUP BY r.measure
    -- Of equally common ones the shortest, without a capital.
    QUALIFY row_number() OVER (
        PARTITION BY same_measure(r.measure) ORDER BY count(*) DESC, length(r.measure), r.measure DESC
    ) = 1
),
told AS (
    SELECT
        value, value_max, kind, coalesce(currency, unit) AS unit, per, role, direction, period_start, period_end,
        measured, claim, yet_to_be, flow.origin AS origin, flow.destination AS destination, countries,
        -- Of equally common ones the first reported: without an order, whichever thread comes first.
        mode(period_text ORDER BY reported) AS period_text,
        mode(topic ORDER BY reported) AS topic, mode(surface ORDER BY reported) AS surface,
        mode(qualifier ORDER BY reported) AS qualifier, mode(state ORDER BY reported) AS state, mode(baseline_text ORDER BY reported) AS baseline_text,
        min(value_usd) AS value_usd, max(confidence) AS confidence,
        count(DISTINCT article_id) AS articles, count(DISTINCT article_id) FILTER (is_original) AS originals,
        count(DISTINCT f.outlet) AS outlets, min(published_date) AS first_date, max(published_date) AS last_date,
        -- One struct, never null: four columns of one report, not of four.
        arg_min({'outlet': f.outlet, 'title': f.title, 'url': f.url, 'text': f.text}, reported) AS report
    FROM (
        SELECT
            * REPLACE (heading AS direction),
            -- Of one figure some reports tell who gives and who takes.
            CASE WHEN min(way) OVER alike = max(way) OVER alike THEN min(way) OVER alike ELSE way END AS flow
        FROM (
            SELECT
                *, (published_date, instant_of(published_at), article_id, sentence, start_char) AS reported,
                same_measure(r.measure) AS measured, nullif(qualifier, 'record') AS claim,
                nullif(state, 'reported') AS yet_to_be,
                CASE WHEN origin IS NOT NULL THEN {'origin': origin, 'destination': destination} END AS way,
                -- And some that it rose to what others say that it is.
                if(min(direction) OVER told_alike = max(direction) OVER told_alike, min(direction) OVER told_alike, direction)
                    AS heading
            FROM query_table(reports) AS r ANTI JOIN headlines USING (article_id, revision, sentence, start_char)
            WINDOW told_alike AS (
                PARTITION BY
                    value, value_max, kind, coalesce(currency, unit), per, role, period_start, period_end, same_measure(r.measure),
                    nullif(qualifier, 'record'), nullif(state, 'reported'), origin, destination, countries
            )
        )
        WINDOW alike AS (
            PARTITION BY
                value, value_max, kind, coalesce(currency, unit), per, role, heading, period_start, period_end, measured,
                claim, yet_to_be, countries
        )
    ) AS f
    GROUP BY ALL
)
SELECT
    value, value_max, kind, unit, per, role, direction, period_start, period_end, period_text, wording AS measure,
    told.* EXCLUDE (
        value, value_max, kind, unit, per, role, direction, period_start, period_end, period_text, measured, claim, yet_to_be, report, origin,
        destination, countries
    ),
    report.outlet AS outlet, report.title AS title, report.url AS url, report.text AS text, origin, destination, countries
FROM told LEFT JOIN wordings USING (measured)
ORDER BY period_start NULLS LAST, period_end NULLS LAST, measured NULLS LAST, first_date, value, unit, claim, yet_to_be, origin NULLS LAST, countries;

-- figure_trend(dyad, measure, since, until, of_kind, …): the rows of figures_of, each figure once however many outlets print it, by the
-- period that it is of (those of none last), then by measure. One figure is one amount in one unit, of one measure
-- (wordings alike by same_measure are one), role, direction and period, claimed alike: a forecast of 5 % is not the 5 %
-- that came about, nor is at least 5 % that are planned at least 5 %, while `record` is a remark on the amount. A headline and the
-- text under it that tell an amount of the same two tell one figure, in whatever words on one topic, unless the text tells less of it. What comes from one side is not what comes
-- from the other; a report that does not tell is of the one that others tell, as is one that does not tell the direction. `since` and `until` are dates of
-- publication. Of less likely reports (`at_confidence`) none is counted.
--   value, value_max, kind, unit, per, role, direction, period_start, period_end, period_text, measure (the commonest
--   wording of all figures of it), topic, surface, qualifier, state, baseline_text, value_usd, confidence (the highest), articles, originals, outlets, first_date, last_date,
--   of its first report: outlet, title, url, text; and origin, destination
CREATE OR REPLACE MACRO figure_trend(
    dyad, measure := NULL, since := NULL, until := NULL,
    of_kind := NULL, in_unit := NULL, at_least := NULL, period_from := NULL, period_to := NULL, of_topic := NULL, languages := NULL,
    in_units := NULL, at_confidence := NULL, in_state := NULL, from_origin := NULL, to_destination := NULL
) AS TABLE
WITH reports AS MATERIALIZED (
    FROM figures_of(
        dyad, measure, since, until, of_kind, in_unit, at_least, period_from, period_to, of_topic, languages, in_units,
        at_confidence, in_state, from_origin, to_destination
    )
)
SELECT * EXCLUDE (countries) FROM figures_once('reports');

-- figure_trend_of(side, measure, since, until, of_kind, …): the same of one country or bloc, see figures_of_side: what is of it and others is
-- one figure only where it is of the same others.
--   the columns of figure_trend, countries (whose figure it is)
CREATE OR REPLACE MACRO figure_trend_of(
    side, measure := NULL, since := NULL, until := NULL,
    of_kind := NULL, in_unit := NULL, at_least := NULL, period_from := NULL, period_to := NULL, of_topic := NULL, languages := NULL,
    in_units := NULL, at_confidence := NULL, in_state := NULL, from_origin := NULL, to_destination := NULL
) AS TABLE
WITH reports AS MATERIALIZED (
    FROM figures_of_side(
        side, measure, since, until, of_kind, in_unit, at_least, period_from, period_to, of_topic, languages, in_units,
        at_confidence, in_state, from_origin, to_destination
    )
)
FROM figures_once('reports');

-- spelled_alike(full_name): what spellings of one name have in common: no capitals, hyphens, points, apostrophes or accents, and
-- one article (El-Sisi, al-Sisi).
CREATE OR REPLACE MACRO spelled_alike(full_name) AS
    regexp_replace(
        trim(regexp_replace(translate(lower(strip_accents(full_name)), 'øłđ.’‘''', 'old'), '[- ]+', ' ', 'g')),
        '\bel\b', 'al', 'g'
    );

-- people_once(about): the people of a relation with the columns of base.people and outlet, each once; see people_of.
CREATE OR REPLACE MACRO people_once(about) AS TABLE
WITH named AS (
    SELECT
        full_name, iso3, coalesce(bool_or(role LIKE '%monarch' OR role LIKE '%pope'), false) AS reigns,
        coalesce(list(DISTINCT regexp_replace(role, '^former ', '')) FILTER (role IS NOT NULL), []) AS roles,
        -- Word by word: of Park Jin-woo, Park Jin is no part.
        list_transform(
            string_split(regexp_replace(full_name, '^(King|Queen|Emperor|Empress|Emir|Sultan|Tsar|Pope) ', ''), ' '),
            lambda word: spelled_alike(word)
        ) AS names
    FROM query_table(about)
    GROUP BY full_name, iso3
),
fuller AS (
    SELECT DISTINCT less.iso3, less.full_name AS called, more.full_name
    FROM named AS less JOIN named AS more
        ON less.iso3 = more.iso3 AND less.names[1] = more.names[1] AND len(less.names) < len(more.names)
        AND CASE
            WHEN less.reigns OR more.reigns
            THEN less.reigns AND more.reigns AND list_has_all(more.names, less.names)
            ELSE len(less.names) > 1 AND more.names[:len(less.names)] = less.names
                AND (len(less.roles) = 0 OR len(more.roles) = 0 OR list_has_any(less.roles, more.roles))
        END
),
called_less AS (
    SELECT iso3, called AS full_name, mode(full_name ORDER BY full_name) AS fullest
    FROM fuller ANTI JOIN (SELECT iso3, called AS full_name FROM fuller) AS not_fullest USING (iso3, full_name)
    JOIN (SELECT iso3, full_name FROM query_table(about)) AS as_often USING (iso3, full_name)
    GROUP BY iso3, called HAVING count(DISTINCT spelled_alike(full_name)) = 1
)
SELECT
    mode(coalesce(fullest, full_name) ORDER BY coalesce(fullest, full_name)) AS full_name,
    mode(role ORDER BY role) AS role, mode(iso3 ORDER BY iso3) AS iso3,
    count(DISTINCT article_id) AS articles, sum(mentions)::BIGINT AS mentions, count(DISTINCT outlet) AS outlets
FROM query_table(about) LEFT JOIN called_less USING (iso3, full_name)
GROUP BY spelled_alike(coalesce(fullest, full_name))
ORDER BY articles DESC, mentions DESC, full_name;

-- people_of(dyad, since, until, languages): public figures in the articles about a pair. Whom some articles call by less of the
-- name (Samia Suluhu) is the one fullest name there of that country which begins so (Samia Suluhu Hassan), where one office at
-- least is told of both, or none of one; of monarchs and popes (King Charles) the one of a monarch or pope that begins with the
-- same word and has all others (Charles III); where two do (Elizabeth I and II), nobody knows which is meant, and each stays as
-- written. Names that differ in capitals, hyphens, points, apostrophes or accents alone (Mohammed Bin Salman, Mohammed bin
-- Salman) are one.
--   full_name (the commonest spelling), role (the commonest), iso3, articles, mentions, outlets
CREATE OR REPLACE MACRO people_of(dyad, since := NULL, until := NULL, languages := NULL) AS TABLE
WITH about AS MATERIALIZED (
    SELECT article_id, outlet, full_name, role, iso3, mentions
    FROM base.people JOIN articles_of(dyad, since, until, languages) USING (article_id, revision)
)
FROM people_once('about');

-- people_of_side(side, since, until, languages): the same of the people who act for or belong to one country or bloc, or each member of
-- one (EU:members), in whatever articles they are named.
CREATE OR REPLACE MACRO people_of_side(side, since := NULL, until := NULL, languages := NULL) AS TABLE
WITH found AS (
    SELECT p.* FROM rows_asked('base.people', since, until) AS p JOIN sides_of(side) AS named USING (iso3)
    WHERE coalesce(p.published_date, DATE 'infinity') BETWEEN named.valid_from AND named.valid_until
        AND (SELECT is_place(side) AND are_languages(languages))
),
newest AS (FROM newest_of('found') WHERE languages IS NULL OR list_contains(languages, language)),
about AS MATERIALIZED (
    SELECT article_id, outlet, full_name, role, iso3, mentions
    FROM found JOIN (SELECT article_id, revision, outlet FROM newest) AS current USING (article_id, revision)
)
FROM people_once('about');
