import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;

/**
 * Lucene with its Arabic analyser, asked through standard input; the folder of its index is the argument.
 *
 * A line is a letter, a tab and a text. A: an article, its id and its text with another tab between them. C: all articles are there.
 * O: the hundred best articles with any of the words. K: the twenty best with all of the words, the last one a beginning. The answer
 * to O and K is one line: nanoseconds of processor time and the ids, with tabs between them; to C an empty line.
 */
class LucenePeer {
    static final ArabicAnalyzer ANALYSER = new ArabicAnalyzer();

    static List<String> words(String text) throws Exception {
        List<String> found = new ArrayList<>();
        try (TokenStream stream = ANALYSER.tokenStream("text", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) found.add(term.toString());
            stream.end();
        }
        return found;
    }

    static Query query(String text, boolean typing) throws Exception {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        List<String> words = words(text);
        for (int at = 0; at < words.size(); at++) {
            Term term = new Term("text", words.get(at));
            boolean open = typing && at == words.size() - 1 && !text.endsWith(" ");
            all.add(open ? new PrefixQuery(term) : new TermQuery(term), typing ? Occur.MUST : Occur.SHOULD);
        }
        return all.build();
    }

    public static void main(String[] arguments) throws Exception {
        FSDirectory folder = FSDirectory.open(Path.of(arguments[0]));
        IndexWriter writer = new IndexWriter(folder, new IndexWriterConfig(ANALYSER).setRAMBufferSizeMB(200));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var clock = ManagementFactory.getThreadMXBean();
        IndexSearcher searcher = null;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] parts = line.split("\t", 3);
            if (parts[0].equals("A")) {
                Document document = new Document();
                document.add(new StoredField("id", parts[1]));
                document.add(new TextField("text", parts[2], Field.Store.NO));
                writer.addDocument(document);
            } else if (parts[0].equals("C")) {
                writer.forceMerge(1);
                writer.close();
                searcher = new IndexSearcher(DirectoryReader.open(folder));
                out.println();
            } else {
                boolean typing = parts[0].equals("K");
                long start = clock.getCurrentThreadCpuTime();
                StringBuilder answer = new StringBuilder();
                for (ScoreDoc hit : searcher.search(query(parts[1], typing), typing ? 20 : 100).scoreDocs) {
                    answer.append('\t').append(searcher.doc(hit.doc).get("id"));
                }
                out.println((clock.getCurrentThreadCpuTime() - start) + answer.toString());
            }
        }
    }
}
