-- The questions that a lake answers, as DuckDB views and macros (DuckDB 2.0 or newer). In any DuckDB:
--
--     SET VARIABLE lake = 'path/to/lake';
--     .read schemas/views.sql
--     FROM coverage('CHN-RUS', by := 'week');
--
-- base.<table> is every row as written; <table> is what to count: rows of each article's current revision.
-- A dyad is two ISO 3166-1 alpha-3 codes and a hyphen, in either order. Counts of articles are of articles that are
-- really about the pair unless a column says "mentioned". A count is null where nothing was collected, and 0 where
-- something was collected and held no such article. Shares are of articles analysed. Undated articles are in no trend.

SET TimeZone = 'UTC';
CREATE SCHEMA IF NOT EXISTS base;

CREATE OR REPLACE MACRO rows_of(table_name) AS TABLE
FROM read_parquet(
    getvariable('lake') || '/' || table_name || '/*/*.parquet',
    hive_partitioning = true, hive_types_autocast = false, union_by_name = true
);

CREATE OR REPLACE VIEW base.articles AS FROM rows_of('articles');
CREATE OR REPLACE VIEW base.sentences AS FROM rows_of('sentences');
CREATE OR REPLACE VIEW base.country_mentions AS FROM rows_of('country_mentions');
CREATE OR REPLACE VIEW base.dyad_mentions AS FROM rows_of('dyad_mentions');
CREATE OR REPLACE VIEW base.article_dyads AS FROM rows_of('article_dyads');
CREATE OR REPLACE VIEW base.figures AS FROM rows_of('figures');
CREATE OR REPLACE VIEW base.people AS FROM rows_of('people');

-- Current revisions: the one fetched last; the smallest revision among equals, so that order of arrival can't matter.
CREATE OR REPLACE VIEW articles AS
FROM base.articles
QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY fetched_at DESC NULLS LAST, revision) = 1;

CREATE OR REPLACE VIEW sentences AS FROM base.sentences SEMI JOIN articles USING (article_id, revision);
CREATE OR REPLACE VIEW country_mentions AS FROM base.country_mentions SEMI JOIN articles USING (article_id, revision);
CREATE OR REPLACE VIEW dyad_mentions AS FROM base.dyad_mentions SEMI JOIN articles USING (article_id, revision);
CREATE OR REPLACE VIEW article_dyads AS FROM base.article_dyads SEMI JOIN articles USING (article_id, revision);
CREATE OR REPLACE VIEW figures AS FROM base.figures SEMI JOIN articles USING (article_id, revision);
CREATE OR REPLACE VIEW people AS FROM base.people SEMI JOIN articles USING (article_id, revision);

-- Tables without revisions.
CREATE OR REPLACE VIEW stories AS FROM rows_of('stories');
CREATE OR REPLACE VIEW fetches AS FROM rows_of('fetches');
CREATE OR REPLACE VIEW failures AS FROM rows_of('failures');
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

-- calendar(since, until): every date of a period, both ends included. By default from the first to the last date that
-- an outlet was collected completely (of any collection where there is none): one stray old date opens no decade of gaps.
--   published_date
CREATE OR REPLACE MACRO calendar(since := NULL, until := NULL) AS TABLE
SELECT
    unnest(
        generate_series(
            coalesce(since::DATE, first_complete, first_partial), coalesce(until::DATE, last_complete, last_partial), INTERVAL 1 DAY
        )
    )::DATE AS published_date
FROM (
    SELECT
        min(published_date) FILTER (outlets_complete > 0) AS first_complete,
        max(published_date) FILTER (outlets_complete > 0) AS last_complete,
        min(published_date) AS first_partial,
        max(published_date) AS last_partial
    FROM collected_days
);

CREATE OR REPLACE MACRO dyad_a(dyad) AS least(upper(split_part(dyad, '-', 1)), upper(split_part(dyad, '-', 2)));
CREATE OR REPLACE MACRO dyad_b(dyad) AS greatest(upper(split_part(dyad, '-', 1)), upper(split_part(dyad, '-', 2)));

-- coverage(dyad, by := 'day' | 'week' | 'month' | 'quarter' | 'year', since, until): one period, from the rollup.
--   period (its first date; weeks start on Monday), days (of the period that were asked for), collected_days (of those,
--   with any collection), complete_days (with an outlet collected throughout), articles, share (of total_articles),
--   originals, originals_share (of total_originals), mentioned_articles, sentences, most_outlets (with such an article on one date), total_articles,
--   total_originals. Counts are null where collected_days is 0.
CREATE OR REPLACE MACRO coverage(dyad, "by" := 'day', since := NULL, until := NULL) AS TABLE
WITH pair AS (
    SELECT published_date, articles, originals, mentioned_articles, sentences, outlets
    FROM dyad_days
    WHERE country_a = dyad_a(dyad) AND country_b = dyad_b(dyad)
),
counted AS (
    SELECT
        date_trunc("by", published_date)::DATE AS period,
        collected.published_date IS NOT NULL AS is_collected,
        outlets_complete, total_articles, total_originals,
        if(is_collected, coalesce(articles, 0), NULL) AS articles,
        if(is_collected, coalesce(originals, 0), NULL) AS originals,
        if(is_collected, coalesce(mentioned_articles, 0), NULL) AS mentioned_articles,
        if(is_collected, coalesce(sentences, 0), NULL) AS sentences,
        if(is_collected, coalesce(outlets, 0), NULL) AS outlets
    FROM calendar(since, until)
    LEFT JOIN collected_days AS collected USING (published_date)
    LEFT JOIN pair USING (published_date)
),
summed AS (
    SELECT
        period,
        count(*) AS days,
        count(*) FILTER (is_collected) AS collected_days,
        count(*) FILTER (outlets_complete > 0) AS complete_days,
        sum(articles)::BIGINT AS articles,
        sum(originals)::BIGINT AS originals,
        sum(mentioned_articles)::BIGINT AS mentioned_articles,
        sum(sentences)::BIGINT AS sentences,
        max(outlets)::BIGINT AS most_outlets,
        sum(total_articles)::BIGINT AS total_articles,
        sum(total_originals)::BIGINT AS total_originals
    FROM counted
    GROUP BY period
)
SELECT
    period, days, collected_days, complete_days,
    articles, articles / nullif(total_articles, 0) AS share,
    originals, originals / nullif(total_originals, 0) AS originals_share,
    mentioned_articles, sentences, most_outlets, total_articles, total_originals
FROM summed
ORDER BY period;

-- blocs: one state in one bloc. The rows of transforms/lexicon/blocs.csv.
--   bloc, iso3, since, until (both inclusive; infinity while it lasts)
CREATE OR REPLACE VIEW blocs AS
SELECT bloc, unnest(string_split(members, ' ')) AS iso3, since::DATE AS since, coalesce(until, 'infinity')::DATE AS until
FROM (VALUES
    ('ASEAN', '1967-08-08', NULL, 'IDN MYS PHL SGP THA'),
    ('ASEAN', '1984-01-07', NULL, 'BRN'),
    ('ASEAN', '1995-07-28', NULL, 'VNM'),
    ('ASEAN', '1997-07-23', NULL, 'LAO MMR'),
    ('ASEAN', '1999-04-30', NULL, 'KHM'),
    ('ASEAN', '2025-10-26', NULL, 'TLS'),
    ('AUKUS', '2021-09-15', NULL, 'AUS GBR USA'),
    ('BRICS', '2009-06-16', NULL, 'BRA CHN IND RUS'),
    ('BRICS', '2010-12-24', NULL, 'ZAF'),
    ('BRICS', '2024-01-01', NULL, 'ARE EGY ETH IRN'),
    ('BRICS', '2025-01-06', NULL, 'IDN'),
    ('EAEU', '2015-01-01', NULL, 'BLR KAZ RUS'),
    ('EAEU', '2015-01-02', NULL, 'ARM'),
    ('EAEU', '2015-08-12', NULL, 'KGZ'),
    ('EU', '1958-01-01', NULL, 'BEL DEU FRA ITA LUX NLD'),
    ('EU', '1973-01-01', NULL, 'DNK IRL'),
    ('EU', '1973-01-01', '2020-01-31', 'GBR'),
    ('EU', '1981-01-01', NULL, 'GRC'),
    ('EU', '1986-01-01', NULL, 'ESP PRT'),
    ('EU', '1995-01-01', NULL, 'AUT FIN SWE'),
    ('EU', '2004-05-01', NULL, 'CYP CZE EST HUN LTU LVA MLT POL SVK SVN'),
    ('EU', '2007-01-01', NULL, 'BGR ROU'),
    ('EU', '2013-07-01', NULL, 'HRV'),
    ('G20', '1999-12-15', NULL, 'ARG AUS BRA CAN CHN DEU FRA GBR IDN IND ITA JPN KOR MEX RUS SAU TUR USA ZAF'),
    ('G7', '1975-11-15', NULL, 'DEU FRA GBR ITA JPN USA'),
    ('G7', '1976-06-27', NULL, 'CAN'),
    ('GCC', '1981-05-25', NULL, 'ARE BHR KWT OMN QAT SAU'),
    ('NATO', '1949-04-04', NULL, 'BEL CAN DNK FRA GBR ISL ITA LUX NLD NOR PRT USA'),
    ('NATO', '1952-02-18', NULL, 'GRC TUR'),
    ('NATO', '1955-05-06', NULL, 'DEU'),
    ('NATO', '1982-05-30', NULL, 'ESP'),
    ('NATO', '1999-03-12', NULL, 'CZE HUN POL'),
    ('NATO', '2004-03-29', NULL, 'BGR EST LTU LVA ROU SVK SVN'),
    ('NATO', '2009-04-01', NULL, 'ALB HRV'),
    ('NATO', '2017-06-05', NULL, 'MNE'),
    ('NATO', '2020-03-27', NULL, 'MKD'),
    ('NATO', '2023-04-04', NULL, 'FIN'),
    ('NATO', '2024-03-07', NULL, 'SWE'),
    ('QUAD', '2017-11-12', NULL, 'AUS IND JPN USA'),
    ('SCO', '2001-06-15', NULL, 'CHN KAZ KGZ RUS TJK UZB'),
    ('SCO', '2017-06-09', NULL, 'IND PAK'),
    ('SCO', '2023-07-04', NULL, 'IRN'),
    ('SCO', '2024-07-04', NULL, 'BLR')
) AS listed (bloc, since, until, members);

-- members(place): the countries that a code stands for: the members of a bloc by date, or the country itself.
--   iso3, since, until
CREATE OR REPLACE MACRO members(place) AS TABLE
SELECT iso3, since, until FROM blocs WHERE bloc = upper(place)
UNION ALL
SELECT upper(place), '-infinity'::DATE, 'infinity'::DATE WHERE upper(place) NOT IN (SELECT bloc FROM blocs);

-- pairs_between(one, other): every dyad with one country on either side, and the dates between which it counts.
--   country_a, country_b, since, until
CREATE OR REPLACE MACRO pairs_between(one, other) AS TABLE
SELECT DISTINCT
    least(a.iso3, b.iso3) AS country_a, greatest(a.iso3, b.iso3) AS country_b,
    greatest(a.since, b.since) AS since, least(a.until, b.until) AS until
FROM members(one) AS a, members(other) AS b
WHERE a.iso3 <> b.iso3 AND greatest(a.since, b.since) <= least(a.until, b.until);

-- coverage_between(one, other, by, since, until, …): the same columns as coverage, counted from the articles, and outlets
-- (different ones in the period). A side is an ISO code or a bloc, and an article about several pairs of a bloc counts
-- once; without `other`, articles that name the country (in any way but as a city) count. Totals and collection are
-- those of the outlets asked for: `outlets` and `outlet_countries` are lists; `panel` keeps outlets collected completely
-- on every collected date of the period; `match` keeps articles whose title, text or kept sentences contain the text.
CREATE OR REPLACE MACRO coverage_between(
    one, other := NULL, "by" := 'day', since := NULL, until := NULL,
    outlets := NULL, outlet_countries := NULL, "match" := NULL, panel := false
) AS TABLE
WITH dates AS (FROM calendar(since, until)),
kept_days AS (
    FROM outlet_days SEMI JOIN dates USING (published_date)
    WHERE collected IN ('complete', 'partial')
        AND (outlets IS NULL OR list_contains(outlets, outlet))
        AND (outlet_countries IS NULL OR list_contains(outlet_countries, outlet_country))
),
steady AS (
    SELECT outlet FROM kept_days GROUP BY outlet
    HAVING count(*) FILTER (collected = 'complete') = (SELECT count(DISTINCT published_date) FROM kept_days)
),
asked_days AS (FROM kept_days WHERE NOT panel OR outlet IN (FROM steady)),
collected AS (
    SELECT
        published_date, count(*) FILTER (collected = 'complete') AS outlets_complete,
        sum(analysed) AS total_articles, sum(originals) AS total_originals
    FROM asked_days GROUP BY published_date
),
pairs AS (FROM pairs_between(one, other) WHERE other IS NOT NULL),
candidates AS (
    SELECT article_id, revision, true AS about, 0 AS sentences
    FROM base.article_dyads AS d JOIN pairs USING (country_a, country_b)
    WHERE d.published_date BETWEEN pairs.since AND pairs.until
    UNION ALL
    SELECT article_id, revision, false, count(DISTINCT sentence)
    FROM base.dyad_mentions AS m JOIN pairs USING (country_a, country_b)
    WHERE m.published_date BETWEEN pairs.since AND pairs.until AND explicit
    GROUP BY article_id, revision
    UNION ALL
    SELECT article_id, revision, true, count(DISTINCT sentence)
    FROM base.country_mentions AS m JOIN members(one) AS side USING (iso3)
    WHERE other IS NULL AND kind <> 'city' AND m.published_date BETWEEN side.since AND side.until
    GROUP BY article_id, revision
),
found AS (
    SELECT article_id, revision, bool_or(about) AS about, sum(sentences) AS sentences
    FROM candidates GROUP BY article_id, revision
),
newest AS (
    FROM base.articles SEMI JOIN found USING (article_id)
    QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY fetched_at DESC NULLS LAST, revision) = 1
),
hits AS (
    SELECT newest.published_date, outlet, about, sentences, about AND coalesce(is_original, true) AS is_original
    FROM found
    JOIN newest USING (article_id, revision)
    LEFT JOIN (SELECT article_id, is_original FROM stories) AS story USING (article_id)
    SEMI JOIN asked_days USING (published_date, outlet)
    WHERE "match" IS NULL OR contains(lower(title), lower("match")) OR contains(lower(newest.text), lower("match"))
        OR (article_id, revision) IN (SELECT (s.article_id, s.revision) FROM base.sentences AS s WHERE contains(lower(s.text), lower("match")))
),
by_date AS (
    SELECT
        published_date, count(*) FILTER (about) AS articles, count(*) FILTER (is_original) AS originals,
        count(*) FILTER (sentences > 0) AS mentioned_articles, sum(sentences) AS sentences,
        count(DISTINCT outlet) FILTER (about) AS outlets
    FROM hits GROUP BY published_date
),
counted AS (
    SELECT
        date_trunc("by", published_date)::DATE AS period,
        collected.published_date IS NOT NULL AS is_collected,
        outlets_complete, total_articles, total_originals,
        if(is_collected, coalesce(by_date.articles, 0), NULL) AS articles,
        if(is_collected, coalesce(by_date.originals, 0), NULL) AS originals,
        if(is_collected, coalesce(mentioned_articles, 0), NULL) AS mentioned_articles,
        if(is_collected, coalesce(sentences, 0), NULL) AS sentences,
        if(is_collected, coalesce(by_date.outlets, 0), NULL) AS outlets_a_day
    FROM dates LEFT JOIN collected USING (published_date) LEFT JOIN by_date USING (published_date)
),
outlets_by_period AS (
    SELECT date_trunc("by", published_date)::DATE AS period, count(DISTINCT outlet) AS outlets
    FROM hits WHERE about GROUP BY period
),
summed AS (
    SELECT
        period,
        count(*) AS days,
        count(*) FILTER (is_collected) AS collected_days,
        count(*) FILTER (outlets_complete > 0) AS complete_days,
        sum(articles)::BIGINT AS articles,
        sum(originals)::BIGINT AS originals,
        sum(mentioned_articles)::BIGINT AS mentioned_articles,
        sum(sentences)::BIGINT AS sentences,
        max(outlets_a_day)::BIGINT AS most_outlets,
        sum(total_articles)::BIGINT AS total_articles,
        sum(total_originals)::BIGINT AS total_originals
    FROM counted
    GROUP BY period
)
SELECT
    period, days, collected_days, complete_days,
    articles, articles / nullif(total_articles, 0) AS share,
    originals, originals / nullif(total_originals, 0) AS originals_share,
    mentioned_articles, sentences, most_outlets, total_articles, total_originals,
    if(collected_days = 0, NULL, coalesce(outlets_by_period.outlets, 0)) AS outlets
FROM summed LEFT JOIN outlets_by_period USING (period)
ORDER BY period;
