select dyad, month from {{ ref('pair_months') }} group by all having count(*) > 1
