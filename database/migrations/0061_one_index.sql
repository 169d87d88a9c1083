-- Two indexes were the same: each employment that ends was written into both.
drop index data.employments_end;
