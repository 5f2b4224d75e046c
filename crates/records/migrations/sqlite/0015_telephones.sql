-- At which number a worker is called in a post.
CREATE TABLE post_telephone (
    post BLOB PRIMARY KEY,
    telephone TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- No journal of before holds what this view is folded from.
INSERT INTO fold (name, version) VALUES ('post_telephone', 1);
