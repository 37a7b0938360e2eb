-- Null where nothing was collected, and only there; else articles over all articles.
select *
from {{ ref('pair_months') }}
where (collected_days = 0) <> (articles is null)
    or articles > total_articles
    or (total_articles > 0 and abs(share - articles / total_articles) > 1e-9)
